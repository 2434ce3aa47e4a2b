import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { CliError, EXIT } from './exit-codes.ts';
import { faultOf } from './faults.ts';

const URL = 'http://localhost:8080';
const failed = (code: string, message: string, refusal: unknown = null) =>
  TRPCClientError.from({ error: { code: -32000, message, data: { code, refusal } } } as never);

test.each([
  [new CliError('There is no rota x.', EXIT.badInput), 2, 'There is no rota x.'],
  [failed('CONFLICT', 'x', { rejected: 'full', because: 'The duty is full.' }), 1, 'The duty is full.'],
  [failed('UNAUTHORIZED', 'Your sign-in has run out.'), 3, 'weft sign-in'],
  [failed('FORBIDDEN', 'This needs the role operator.'), 3, 'This needs the role operator.'],
  [failed('NOT_FOUND', 'Rota x is not there.'), 2, 'Rota x is not there.'],
  [failed('INTERNAL_SERVER_ERROR', 'Disk full.'), 5, 'Disk full.'],
  [TRPCClientError.from(new TypeError('fetch failed')), 4, 'npm start'],
  [new RangeError('odd'), 5, 'odd'],
])('%s ends with its own status and says what to do', (error, exit, words) => {
  const fault = faultOf(error, URL);
  expect(fault.exit).toBe(exit);
  expect(fault.words).toContain(words);
});

test('wrong fields are named, not shown as JSON', () => {
  const issues = JSON.stringify([{ code: 'x', path: ['period', 'from'], message: 'A date is written YYYY-MM-DD' }]);
  expect(faultOf(failed('BAD_REQUEST', issues), URL).words).toBe('period.from: A date is written YYYY-MM-DD');
});
