import { readRotaFile } from '@weft/rostering';
import { expect, test } from 'vitest';
import type { DutyState } from '../board/state.ts';
import { aDuty, ids } from '../testing.ts';
import { type RotaFileContext, readRotaFileInto } from './read-rota-file.ts';

const duty = (id: string, date: string, site = 'RA430') => ({
  ...{ id, site, kind: 'shift', start: `${date}T08:00:00Z`, end: `${date}T16:00:00Z`, breakMinutes: 60, code: 'D' },
});
const text = {
  format: 'weft-rota',
  version: 1,
  zone: 'Europe/London',
  period: { from: '2026-03-02', to: '2026-03-16' },
  known: { from: '2026-02-02', to: '2026-04-13' },
  sites: [
    { id: 'RA430', organisation: 'RA4' },
    { id: 'RZZ99', organisation: 'RZZ' },
  ],
  travelMinutes: [],
  people: ['p1', 'p2'].map((id) => ({
    id,
    optOut48: false,
    employments: [{ employer: 'RA4', assignment: id, pack: 'WTR' }],
  })),
  duties: [
    duty('d 1', '2026-03-02'),
    duty('gap', '2026-03-03'),
    duty('before', '2026-02-20'),
    duty('far', '2026-03-04', 'RZZ99'),
  ],
  assignments: [
    { duty: 'd 1', person: 'p1', employer: 'RA4' },
    { duty: 'd 1', person: 'p2', employer: 'RA4' },
    { duty: 'before', person: 'p1', employer: 'RA4' },
    { duty: 'far', person: 'p1', employer: 'RA4' },
  ],
  leave: [],
};
const context: RotaFileContext = {
  rota: 'ent',
  duties: new Map(),
  knowsPerson: (person) => person === 'p1',
  knowsSite: (site) => site === 'RA430',
  dutyOf: ({ duty: id, ...fields }) => aDuty(id, { ...fields, date: fields.start.slice(0, 10) }),
};
const read = (more: Partial<RotaFileContext> = {}) => {
  const parsed = readRotaFile(JSON.stringify(text));
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return readRotaFileInto(parsed.file, { ...context, ...more });
};

test('duties, those outside the period too, and their people become changes; a duty of two has two places', () => {
  const { changes, rows } = read();
  expect(rows).toBe(8);
  expect(changes.map(({ row, act }) => [row, act.do, 'open' in act ? act.open?.duty : null])).toEqual([
    [2, 'open', 'ent.gap'],
    [5, 'place', 'ent.d_1'],
    [7, 'place', 'ent.before'],
  ]);
  expect(changes[1]?.act).toMatchObject({ open: { count: 2 }, person: 'p1' });
});

test('people and sites that are not known are named with their place in the file', () => {
  expect(read().problems.map(({ row, column, value }) => [row, column, value])).toEqual([
    [4, 'duties[3].site', 'RZZ99'],
    [6, 'assignments[1].person', 'p2'],
    [8, 'assignments[3].duty', 'far'],
  ]);
});

test('what stands in the rota already is no change', () => {
  const there: DutyState = {
    duty: aDuty('ent.d_1', { count: 2 }),
    withdrawn: false,
    filled: [{ person: 'p1' } as DutyState['filled'][number]],
  };
  const { changes } = read({ duties: new Map([[ids.duty('ent.d_1'), there]]) });
  expect(changes.map(({ row }) => row)).toEqual([2, 7]);
});
