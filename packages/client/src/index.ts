export { type ClientOptions, newCommandId, type Refusal, refusalOf, type WeftClient, weftClient } from './client.ts';
