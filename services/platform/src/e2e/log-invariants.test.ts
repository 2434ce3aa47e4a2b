import { randomUUID } from 'node:crypto';
import { memoryLog } from '@weft/eventing';
import { describe, expect, test } from 'vitest';
import { judgeLog } from './log-invariants.ts';

type Written = { readonly stream: string; readonly type: string; readonly data: object; readonly commandId?: string };

/** What is broken in a log of these commits, one event each. */
async function brokenIn(written: readonly Written[], acknowledged: readonly string[] = []): Promise<string> {
  const log = memoryLog();
  for (const { stream, type, data, commandId = randomUUID() } of written) {
    const metadata = { commandId, at: '2026-03-01T09:00:00.000Z', actor: { person: 'p', organisation: 'RZZ' } };
    await log.append(stream, 'any', [{ id: randomUUID(), type, version: 1, data, metadata }]);
  }
  const judged = await judgeLog(log, acknowledged);
  await log.close();
  return judged.flatMap(({ broken }) => broken).join(' ');
}

const opened = { stream: 'duty-1', type: 'DutyOpened', data: { duty: '1', count: 1 } };
const booking = (id: string, hours: readonly [string, string] = ['09', '13']) => ({
  ...{ booking: id, duty: '1', person: 'ada', origin: null },
  start: `2026-03-02T${hours[0]}:00:00Z`,
  end: `2026-03-02T${hours[1]}:00:00Z`,
});
const booked = (id: string, hours?: readonly [string, string]) => ({
  stream: 'diary-ada',
  type: 'TimeBooked',
  data: booking(id, hours),
});
const filled = (id: string) => ({ stream: 'duty-1', type: 'DutyFilled', data: booking(id) });

describe('the promises about the whole log', () => {
  test('hold for a duty that was filled, cleared and filled again', async () => {
    const cleared = [
      { stream: 'duty-1', type: 'DutyCleared', data: booking('a') },
      { stream: 'diary-ada', type: 'TimeReleased', data: booking('a') },
    ];
    expect(await brokenIn([opened, booked('a'), filled('a'), ...cleared, booked('b'), filled('b')])).toBe('');
  });

  test('miss an acknowledged command, and find one by its steps', async () => {
    expect(await brokenIn([{ ...opened, commandId: 'one/step' }], ['one', 'two'])).toContain('Command two');
    expect(await brokenIn([{ ...opened, commandId: 'one/step' }], ['one'])).toBe('');
  });

  test('see a command that took effect twice', async () => {
    const once = { ...opened, commandId: 'one' };
    expect(await brokenIn([once, { ...opened, type: 'DutyChanged' }, once])).toContain('took effect twice in duty-1');
  });

  test('see overlapping time, and time that only touches is none', async () => {
    const also = { stream: 'duty-1', type: 'DutyOpened', data: { duty: '1', count: 2 } };
    expect(await brokenIn([also, booked('a'), filled('a'), booked('b', ['12', '15']), filled('b')])).toContain(
      'overlap',
    );
    expect(await brokenIn([also, booked('a'), filled('a'), booked('b', ['13', '15']), filled('b')])).toBe('');
  });

  test('see a duty with too many people', async () => {
    expect(await brokenIn([opened, booked('a'), filled('a'), booked('b', ['13', '15']), filled('b')])).toContain(
      'needs 1 and holds 2',
    );
  });

  test('see what was left half done', async () => {
    expect(await brokenIn([opened, booked('a')])).toContain('no duty says so');
    expect(await brokenIn([opened, filled('a')])).toContain('not in the diary of ada');
    expect(await brokenIn([{ stream: 'leave-ada', type: 'LeaveApproved', data: { id: 'l1' } }])).toContain('no diary');
  });
});
