import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryLog } from '@weft/eventing';
import { expect, test } from 'vitest';
import { notStored, readAnswers } from './acknowledged.ts';

const metadata = (commandId: string) => ({
  commandId,
  at: '2026-03-02T09:00:00.000Z',
  actor: { person: 'm1', organisation: 'RH5' },
});
let number = 0;
const event = (type: string, commandId: string) => ({
  id: `00000000-0000-4000-8000-${String(++number).padStart(12, '0')}`,
  type,
  version: 1,
  data: {},
  metadata: metadata(commandId),
});

test('what was accepted or refused and is not in the log is named', async () => {
  const log = memoryLog();
  await log.append('diary-p1', 'no-stream', [event('TimeBooked', 'c1')]);
  const { position } = await log.append('duty-d1', 'no-stream', [event('DutyFilled', 'c1/fill/b1')]);
  await log.append('answer-c2', 'no-stream', [event('CommandRefused', 'c2')]);
  const fill = { flow: 'fill' };
  const all = {
    accepted: [
      { ...fill, commandId: 'c1', position },
      { ...fill, commandId: 'nothing-to-do', position: null },
    ],
    refused: [{ ...fill, commandId: 'c2', refused: 'overlap' }],
    refusals: {},
  };
  expect(await notStored(log, all)).toEqual({ commands: [], positions: [], refusals: [] });
  const lost = { ...fill, commandId: 'c3', position: '00000000000000000009' };
  const elsewhere = { ...fill, commandId: 'c1', position: '00000000000000000009' };
  const forgotten = { ...fill, commandId: 'c4', refused: 'overlap' };
  const found = await notStored(log, { accepted: [elsewhere, lost], refused: [forgotten], refusals: {} });
  expect(found).toEqual({ commands: ['c3'], positions: ['c1', 'c3'], refusals: ['c4'] });
});

test('answers are read line by line, and refusals counted by flow and code', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-answers-'));
  const file = join(folder, 'answers.jsonl');
  const lines = [
    { flow: 'fill', commandId: 'c1', position: '00000000000000000001' },
    { flow: 'fill', commandId: 'c2', refused: 'overlap' },
    { flow: 'fill', commandId: 'c3', refused: 'overlap' },
  ];
  writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\nfill: 500\n`);
  expect(readAnswers(file)).toMatchObject({ accepted: [{ commandId: 'c1' }], refusals: { 'fill overlap': 2 } });
  rmSync(folder, { recursive: true });
});
