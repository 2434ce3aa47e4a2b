import { expect, test } from 'vitest';
import type { Duty, Leave } from '../model.ts';
import {
  aFrame,
  anEmployment,
  aResident,
  at,
  aWorker,
  findingsOf,
  onCall,
  shift,
  shiftsOn,
  valuesOf,
} from '../testing.ts';
import { addDays } from '../zone.ts';

const rule = 'WTR-48';
/** 17 weeks are known: one window. */
const frame = aFrame({ known: { from: '2026-01-05', to: '2026-05-04' } });

/** Four shifts of 12 h from each Monday of so many weeks, from 5 January. */
function weeksOf48(weeks: number): Duty[] {
  return Array.from({ length: weeks }, (_, week) =>
    shiftsOn(addDays('2026-01-05', week * 7), 4, ['08:00', '20:00']),
  ).flat();
}
const oneMinute = shift('2026-03-07 08:00', '2026-03-07 08:01');

test('48 h a week over 17 weeks pass, a minute more does not', () => {
  expect(valuesOf({ rule, frame, person: aWorker(), duties: weeksOf48(17) })).toEqual([]);
  const [finding] = findingsOf({ rule, frame, person: aWorker(), duties: [...weeksOf48(17), oneMinute] });
  expect(finding!.value).toBeCloseTo((17 * 48 + 1 / 60) / 17, 9);
  expect(finding).toMatchObject({ limit: 48, from: at('2026-01-05 00:00'), to: at('2026-05-04 00:00') });
  expect(finding!.mend).toBe('Take 1 min of work out of these 17 weeks.');
});

test('days of leave lower the limit, study leave does not, and a day counts once', () => {
  const leave: Leave[] = [
    { kind: 'annual', from: '2026-04-27', to: '2026-05-04' },
    { kind: 'sick', from: '2026-05-02', to: '2026-05-09' },
  ];
  expect(valuesOf({ rule, frame, person: aWorker({ leave }), duties: weeksOf48(16) })).toEqual([]);
  const [value] = valuesOf({ rule, frame, person: aWorker({ leave }), duties: [...weeksOf48(16), oneMinute] });
  expect(value).toBeCloseTo((16 * 48 + 1 / 60) / 16, 9);
  const study: Leave[] = [{ kind: 'study', from: '2026-04-27', to: '2026-05-04' }];
  expect(valuesOf({ rule, frame, person: aWorker({ leave: study }), duties: [...weeksOf48(16), oneMinute] })).toEqual(
    [],
  );
});

test('a window that is leave throughout is passed over', () => {
  const leave: Leave[] = [{ kind: 'maternity', from: '2026-01-05', to: '2026-05-04' }];
  expect(valuesOf({ rule, frame, person: aWorker({ leave }), duties: weeksOf48(17) })).toEqual([]);
  const allButOne: Leave[] = [{ kind: 'maternity', from: '2026-01-06', to: '2026-05-04' }];
  const [value] = valuesOf({
    rule,
    frame,
    person: aWorker({ leave: allButOne }),
    duties: [shift('2026-01-05 08:00', '2026-01-05 15:00')],
  });
  expect(value).toBeCloseTo(49, 9);
});

test('an opt-out ends the rule', () => {
  expect(valuesOf({ rule, frame, person: aWorker({ optOut48: true }), duties: [...weeksOf48(17), oneMinute] })).toEqual(
    [],
  );
});

test('a doctor in training is judged over 26 weeks, by any of their employments', () => {
  const employments = [anEmployment('WTR'), anEmployment('EN-RD-2016', { employer: 'RX2' })];
  const long = aFrame({ known: { from: '2026-01-05', to: '2026-07-06' } });
  const duties = [...weeksOf48(17), oneMinute];
  expect(valuesOf({ rule, frame, person: aResident({ employments }), duties })).toEqual([]);
  expect(valuesOf({ rule, frame: long, person: aResident({ employments }), duties })).toEqual([]);
  expect(
    valuesOf({ rule, frame: long, person: aResident({ employments }), duties: [...weeksOf48(26), oneMinute] }),
  ).toHaveLength(1);
});

test('windows begin on Mondays inside what is known and touch the period', () => {
  const duties = [...weeksOf48(40), ...shiftsOn('2025-06-02', 200, ['08:00', '20:00'])];
  const known = (from: string, to: string) =>
    aFrame({ known: { from, to }, period: { from: '2026-03-02', to: '2026-03-09' } });
  const froms = (from: string, to: string) =>
    findingsOf({ rule, person: aWorker(), duties, frame: known(from, to) }).map((finding) => finding.from);
  expect(froms('2025-10-27', '2026-03-02')).toEqual([]);
  expect(froms('2025-10-28', '2026-03-16')).toEqual([at('2025-11-10 00:00'), at('2025-11-17 00:00')]);
  expect(froms('2025-11-11', '2026-03-16')).toEqual([at('2025-11-17 00:00')]);
  expect(froms('2025-10-28', '2026-03-15')).toEqual([at('2025-11-10 00:00')]);
  expect(froms('2025-11-18', '2026-03-22')).toEqual([]);
});

test('on-call counts as the work that is expected of it', () => {
  const call = onCall('2026-03-07 08:00', '2026-03-08 08:00', { expectedWorkMinutes: 60 });
  const [value] = valuesOf({ rule, frame, person: aWorker(), duties: [...weeksOf48(17), call] });
  expect(value).toBeCloseTo((17 * 48 + 1) / 17, 9);
});
