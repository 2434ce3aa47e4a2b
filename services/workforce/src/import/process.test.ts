import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventLog, LogUnavailableError, memoryLog, openRows, type RecordedEvent, sqliteLog } from '@weft/eventing';
import { afterEach, describe, expect, test } from 'vitest';
import { command, operator, startWorkforce, type Workforce } from '../workforce.fixture.ts';

const ROWS = 130;
const file = [
  'number,name,employer,assignment,contract,wte,grade,staff group,first day',
  ...Array.from(
    { length: ROWS },
    (_, i) => `${String(i + 1).padStart(7, '0')},Person ${i},RA4,50-${i},WTR,1,Nurse,nursing,2026-01-05`,
  ),
].join('\n');

let open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.reverse()) await close();
  open = [];
});

/** An import whose acceptance is under way. */
async function accepted(workforce: Workforce) {
  await workforce.places();
  const seen = workforce.seen(
    await workforce.as(operator).imports.preview({
      ...command(),
      kind: 'employments',
      fileName: 'staff.csv',
      contentBase64: Buffer.from(file).toString('base64'),
    }),
  );
  const answer = workforce.as(operator).imports.accept({ ...command(), import: seen.import });
  return { id: seen.import, answer };
}

const statusOf = (workforce: Workforce, id: string) => workforce.as(operator).imports.status({ import: id });

async function finished(workforce: Workforce, id: string) {
  await workforce.until(async () => (await statusOf(workforce, id)).stage === 'applied');
  const { people } = await workforce.as(operator).people.list();
  expect(people).toHaveLength(50);
  expect(await statusOf(workforce, id)).toMatchObject({ done: ROWS, refused: [] });
}

/** Every event about people in the log, by type and stream: each row once is two streams with one event each, and one number. */
async function everyRowOnce(log: EventLog) {
  const events: RecordedEvent[] = [];
  for await (const batch of log.readAll({ after: null, categories: ['person', 'employment', 'professionalNumber'] }))
    events.push(...batch.events);
  const streams = new Set(events.map(({ stream }) => stream));
  expect(events).toHaveLength(ROWS * 3);
  expect(streams.size).toBe(ROWS * 3);
}

/** A log whose appends of employments after the nth never answer, as when the process dies there. */
function dyingAfter(log: EventLog, appends: number): { readonly log: EventLog; readonly died: Promise<void> } {
  let left = appends;
  let die = () => {};
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  return {
    died,
    log: {
      ...log,
      append(stream, expected, events) {
        if (!stream.startsWith('employment-') || left-- > 0) return log.append(stream, expected, events);
        die();
        return new Promise(() => {});
      },
    },
  };
}

describe('an import that is interrupted', () => {
  test.each([0, 1, 49, 50, 77])('by a kill after %i rows goes on at the next start, each row once', async (appends) => {
    const log = memoryLog();
    const dying = dyingAfter(log, appends);
    const first = await startWorkforce({ log: dying.log });
    const { id, answer } = await accepted(first);
    void answer.catch(() => {});
    await dying.died;
    const second = await startWorkforce({ log });
    open.push(() => second.stop());
    await finished(second, id);
    await everyRowOnce(log);
  });

  test('by SIGTERM stops after the row at hand, and goes on at the next start from the same files', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'weft-import-'));
    open.push(async () => rmSync(folder, { recursive: true }));
    const log = sqliteLog(join(folder, 'log.db'));
    const { promise: stopped, resolve } = Promise.withResolvers<void>();
    let stop = async () => {};
    const told: EventLog = {
      ...log,
      append(stream, expected, events) {
        if (stream === 'employment-RA4.50-60') resolve(stop());
        return log.append(stream, expected, events);
      },
    };
    const first = await startWorkforce({ log: told, rows: openRows(join(folder, 'rows.db')) });
    stop = () => first.stop();
    const { id, answer } = await accepted(first);
    expect(await answer).toMatchObject({ stage: 'applying', applied: 61, refused: [] });
    await stopped;
    await log.close();
    const again = sqliteLog(join(folder, 'log.db'));
    const second = await startWorkforce({ log: again, rows: openRows(join(folder, 'rows.db')) });
    open.push(() => again.close());
    open.push(() => second.stop());
    await finished(second, id);
    await everyRowOnce(again);
  });

  test('by a full disk goes on by itself when there is room', async () => {
    const log = memoryLog();
    let failures = 3;
    const full: EventLog = {
      ...log,
      append(stream, expected, events) {
        if (stream === 'employment-RA4.50-60' && failures-- > 0)
          throw new LogUnavailableError('The disk of the log is full.', { code: 'disk-full' });
        return log.append(stream, expected, events);
      },
    };
    const workforce = await startWorkforce({ log: full });
    open.push(() => workforce.stop());
    const { id, answer } = await accepted(workforce);
    expect(workforce.seen(await answer)).toMatchObject({ stage: 'applied', applied: ROWS });
    await finished(workforce, id);
    expect(failures).toBeLessThan(0);
    await everyRowOnce(log);
  });
});
