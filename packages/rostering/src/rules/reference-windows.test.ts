import { expect, test } from 'vitest';
import { lineOf } from '../line.ts';
import { aFrame, at, aWorker, shift } from '../testing.ts';
import { referenceWindows } from './reference-windows.ts';

test('windows of whole weeks over the change of the clocks begin and end at local midnight', () => {
  const duties = [shift('2026-03-29 20:00', '2026-03-30 02:00')];
  const windows = referenceWindows(lineOf(aFrame(), aWorker(), duties), 4);
  const ending = windows.find(({ to }) => to === at('2026-03-30 00:00'))!;
  expect([ending.from, ending.work]).toEqual([at('2026-03-02 00:00'), 4 * 3_600_000]);
  expect(at('2026-03-30 00:00') - at('2026-03-02 00:00')).toBe((28 * 24 - 1) * 3_600_000);
});

test('only leave that the regulations name takes days out, each day once', () => {
  const leave = [
    { kind: 'annual', from: '2026-03-02', to: '2026-03-06' },
    { kind: 'parental', from: '2026-03-05', to: '2026-03-08' },
    { kind: 'other', from: '2026-03-10', to: '2026-03-12' },
  ] as const;
  const [window] = referenceWindows(
    lineOf(aFrame({ known: { from: '2026-03-02', to: '2026-04-13' } }), aWorker({ leave }), []),
    4,
  );
  expect(window!.presentDays).toBe(28 - 6);
});
