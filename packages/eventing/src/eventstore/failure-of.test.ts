import { DeadlineExceededError, UnavailableError, UnknownError } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { failureOf, isTooMuch } from './failure-of.ts';

/** What the client throws for gRPC's RESOURCE_EXHAUSTED. */
const exhausted = (details: string) =>
  new UnknownError(Object.assign(new Error(`8 RESOURCE_EXHAUSTED: ${details}`), { code: 8, details }) as never);

test('a message over the limit is never taken, a connection that was given up says nothing of the message', () => {
  const tooLarge = exhausted('Received message larger than max (9 vs. 4)');
  const givenUp = exhausted('Bandwidth exhausted or memory limit exceeded');
  expect(isTooMuch(tooLarge)).toBe(true);
  expect(isTooMuch(givenUp)).toBe(false);
  expect(failureOf(givenUp, 'append to duty-d1', { hosts: 'log:2113' } as never).outcome).toBe('unknown');
});

test('a call whose connection was left by another one before it was sent was not done, and hears of the silence', () => {
  const details = 'Channel closed before call started';
  const left = new UnavailableError(
    Object.assign(new Error(`14 UNAVAILABLE: ${details}`), { code: 14, details }) as never,
  );
  const { error, outcome } = failureOf(left, 'append to duty-d1', { hosts: 'log:2113' } as never);
  expect(outcome).toBe('not-done');
  expect(error.message).toMatch(/did not append to duty-d1: no answer in time/);
});

test('a deadline that passed says nothing of whether it was done, although its details name the time of name resolution', () => {
  const details = 'Deadline exceeded after 0.301s,name resolution: 0.001s,remote_addr=127.0.0.1:2113';
  const late = new DeadlineExceededError(
    Object.assign(new Error(`4 DEADLINE_EXCEEDED: ${details}`), { code: 4, details }) as never,
  );
  const { error, outcome } = failureOf(late, 'append to duty-d1', { hosts: 'log:2113' } as never);
  expect(outcome).toBe('unknown');
  expect(error.message).toMatch(/no answer in time/);
});
