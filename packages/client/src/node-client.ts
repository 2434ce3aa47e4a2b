import { EventSource } from 'eventsource';
import { type ClientOptions, type WeftClient, weftClient } from './client.ts';

/** Typed clients for programs under Node, whose live subscriptions carry the token as a header. */
export const nodeClient = (options: Omit<ClientOptions, 'EventSource'>): WeftClient =>
  weftClient({ ...options, EventSource });
