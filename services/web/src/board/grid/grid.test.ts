import { expect, test } from 'vitest';
import { cellsOf } from '../model/cells.ts';
import { aGrid } from '../model/grid.fixture.ts';
import type { Mark } from '../model/store.ts';
import { cellWords } from './cell-words.ts';
import { nextFinding } from './next-finding.ts';
import { columnsIn } from './use-columns.ts';

const grid = aGrid({
  people: ['Ada', 'Bo'],
  duties: [
    ['d1', 'LD', 0, 2, 'Ada*', 'Bo'],
    ['d2', 'N', 2, 1, 'Bo'],
  ],
  findings: [
    ['Bo', 2, 'hard'],
    ['Ada', 0, 'soft'],
  ],
});
const cells = cellsOf({
  ...grid,
  people: grid.people.map((person) => ({ ...person, home: 7, leave: [{ kind: 'annual', day: 1, until: 2 }] })),
});
const none = { mark: null, touch: null };
const mark = (more: Partial<Mark>): Mark => ({
  ...{ edit: 'e1', state: 'sent', codes: ['E'], isPinned: null, why: null, savedAt: 0, ...more },
});

test('a cell says all in its name, and in signs beside its code', () => {
  expect(cellWords(cells, { row: 0, column: 0 }, none)).toMatchObject({
    text: 'LD',
    signs: '•↗?',
    kind: 'duty',
    worst: 2,
    name: 'LD registrar, Musgrove Park, 08:00 to 20:30, pinned, at a host’s site, warning: Too little rest.',
  });
  expect(cellWords(cells, { row: 0, column: 1 }, none)).toMatchObject({
    text: 'AL',
    kind: 'leave',
    name: 'annual leave',
  });
  expect(cellWords(cells, { row: 0, column: 2 }, none)).toMatchObject({ text: '', name: 'free' });
});

test('an edit of one’s own says that it is not saved yet, and hides findings of what was there before', () => {
  expect(cellWords(cells, { row: 1, column: 2 }, { mark: mark({}), touch: null })).toMatchObject({
    text: 'E',
    signs: '',
    worst: 0,
    state: 'sent',
    name: 'E, not saved yet',
  });
});

test('a refused edit shows the old value and why, and whoever changed it is named', () => {
  const touch = { byName: 'Priya', at: '2026-03-02T10:42:07Z' };
  const { text, name } = cellWords(
    cells,
    { row: 1, column: 2 },
    { mark: mark({ state: 'refused', why: 'Too late.' }), touch },
  );
  expect([text, name.slice(name.indexOf('your'))]).toEqual([
    'N',
    'your edit was not saved: Too late., Priya changed it at 10:42:07',
  ]);
});

test('the next finding is looked for row by row, round the end, either way', () => {
  const from = { row: 0, column: 0 };
  expect(nextFinding(cells, [0, 1], { from, step: 1 })).toEqual({ row: 1, column: 2 });
  expect(nextFinding(cells, [0, 1], { from: { row: 1, column: 2 }, step: 1 })).toEqual(from);
  expect(nextFinding(cells, [0, 1], { from, step: -1 })).toEqual({ row: 1, column: 2 });
  expect(nextFinding(cellsOf(aGrid({ people: ['Ada'], duties: [] })), [0], { from, step: 1 })).toBeNull();
});

test('of a wide grid whole weeks in sight are drawn, with one more on each side', () => {
  expect(columnsIn(28, { day: 40, left: 0, width: 1000 })).toEqual({ from: 0, to: 28 });
  expect(columnsIn(84, { day: 40, left: 0, width: 1000 })).toEqual({ from: 0, to: 28 });
  expect(columnsIn(84, { day: 40, left: 40 * 40, width: 1000 })).toEqual({ from: 28, to: 70 });
  expect(columnsIn(84, { day: 40, left: 40 * 70, width: 1000 })).toEqual({ from: 63, to: 84 });
});
