import { status } from '@grpc/grpc-js';
import { Failure } from '../failure.ts';

type Name = { readonly stream: string; readonly group: string };

const named = ({ stream, group }: Name) => ({ 'stream-name': stream, 'group-name': group });

/** What can be wrong with a group, in the server's terms. */
export const groupFailures = {
  exists: (name: Name): Failure =>
    new Failure(
      status.ALREADY_EXISTS,
      `Subscription group ${name.group} on stream ${name.stream} exists.`,
      'persistent-subscription-exists',
      named(name),
    ),
  missing: (name: Name): Failure =>
    new Failure(
      status.NOT_FOUND,
      `Subscription group ${name.group} on stream ${name.stream} does not exist.`,
      'persistent-subscription-does-not-exist',
      named(name),
    ),
  failed: (name: Name, reason: string): Failure =>
    new Failure(
      status.INTERNAL,
      `Subscription group ${name.group} on stream ${name.stream} failed: '${reason}'`,
      'persistent-subscription-failed',
      { ...named(name), reason },
    ),
  full: (name: Name): Failure =>
    new Failure(
      status.FAILED_PRECONDITION,
      `Maximum subscriptions reached for subscription group ${name.group} on stream ${name.stream}.`,
      'maximum-subscribers-reached',
      named(name),
    ),
  dropped: (name: Name): Failure =>
    new Failure(
      status.CANCELLED,
      `Subscription group ${name.group} on stream ${name.stream} was dropped.`,
      'persistent-subscription-dropped',
      named(name),
    ),
};
