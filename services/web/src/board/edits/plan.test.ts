import { expect, test } from 'vitest';
import {
  carried,
  cleared,
  cycled,
  filledDown,
  filledRight,
  laid,
  type Plan,
  pasted,
  pinned,
  read,
  type Sheet,
  stepsOf,
  swapped,
  typed,
  withMend,
} from './plan.ts';

const PEOPLE = ['Ada', 'Bo', 'Cy'];
const DATES = ['03-02', '03-03', '03-04'];

/** A board written as rows of codes; '*' pins, '+' joins two. */
function sheetOf(rows: readonly string[], hidden = 0): Sheet {
  return {
    size: { rows: 3, columns: 3 },
    cellAt: ({ row, column }) => ({ person: PEOPLE[row] as string, date: DATES[column] as string }),
    heldAt: ({ row, column }) =>
      (rows[row]?.split('|')[column] ?? '')
        .split('+')
        .filter(Boolean)
        .map((code) => ({
          duty: `${code.replace('*', '')}-${column}`,
          code: code.replace('*', ''),
          isPinned: code.endsWith('*'),
        })),
    codes: ['LD', 'N', 'E'],
    hiddenBetween: () => hidden,
  };
}
const sheet = sheetOf(['LD|N|', '|LD*|', 'N|LD+E|']);
const block = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right });
const told = (plan: Plan | string | null) =>
  plan === null || typeof plan === 'string'
    ? plan
    : plan.edits.map(({ person, date, set }) => `${person} ${date} ${Object.values(set)[0]}`);

test('a code goes into every cell that has it not', () => {
  expect(told(typed(sheet, block(0, 0, 1, 0), 'ld'))).toEqual(['Bo 03-02 ld']);
  expect(typed(sheet, block(0, 0, 1, 1), 'E').words).toBe('E into 4 cells');
});

test('only cells that hold something are cleared', () => {
  expect(told(cleared(sheet, block(0, 0, 0, 2)))).toEqual(['Ada 03-02 true', 'Ada 03-03 true']);
});

test('a block is pinned, and unpinned when all of it is', () => {
  expect(told(pinned(sheet, block(0, 1, 1, 1)))).toEqual(['Ada 03-03 true']);
  expect(told(pinned(sheet, block(1, 1)))).toEqual(['Bo 03-03 false']);
});

test('the first row fills down, the first day right; a single cell takes from above or from the left', () => {
  expect(told(filledDown(sheet, block(0, 0, 2, 0)))).toEqual(['Bo 03-02 LD', 'Cy 03-02 LD']);
  expect(told(filledDown(sheet, block(1, 0)))).toEqual(['Bo 03-02 LD']);
  expect(told(filledRight(sheet, block(0, 1, 0, 2)))).toEqual(['Ada 03-04 N']);
  expect(told(filledRight(sheet, block(0, 1)))).toEqual(['Ada 03-03 LD']);
  expect([filledDown(sheet, block(0, 0)), filledRight(sheet, block(0, 0))]).toEqual([null, null]);
});

test('a cell with two duties is not copied, and is counted', () => {
  expect(filledRight(sheet, block(2, 1, 2, 2))).toMatchObject({
    edits: [],
    left: ['1 cell would take several duties: open that day to place more than one.'],
  });
});

test('two blocks change places: on one day the very duties, on other days the codes', () => {
  expect(told(swapped(sheet, block(0, 0), block(2, 0)))).toEqual(['Ada 03-02 N-0', 'Cy 03-02 LD-0']);
  expect(told(swapped(sheet, block(0, 0), block(1, 1)))).toEqual(['Bo 03-03 LD'].slice(1));
  expect(told(swapped(sheet, block(0, 0), block(0, 1)))).toEqual(['Ada 03-02 N', 'Ada 03-03 LD']);
  expect(told(swapped(sheet, block(0, 0, 0, 1), block(2, 0)))).toMatch(/one size/);
  expect(told(swapped(sheet, block(0, 0, 1, 1), block(1, 1, 2, 2)))).toMatch(/part of itself/);
});

test('a block moves and leaves nothing behind, or is copied', () => {
  expect(told(carried(sheet, block(0, 0, 0, 1), { to: { row: 1, column: 0 }, move: true }))).toEqual([
    'Bo 03-02 LD-0',
    'Bo 03-03 N-1',
    'Ada 03-02 true',
    'Ada 03-03 true',
  ]);
  expect(told(carried(sheet, block(0, 0, 0, 1), { to: { row: 0, column: 1 }, move: true }))).toEqual([
    'Ada 03-03 LD',
    'Ada 03-04 N',
    'Ada 03-02 true',
  ]);
  expect(told(carried(sheet, block(0, 0), { to: { row: 1, column: 0 }, move: false }))).toEqual(['Bo 03-02 LD']);
  expect(told(carried(sheet, block(0, 0, 0, 1), { to: { row: 0, column: 2 }, move: true }))).toMatch(/edge/);
});

test('unknown codes are listed once with what they may mean, and can be read as that', () => {
  const texts = ['LDD', 'n', '', 'LDD', 'LD+E'].map((text, index) => ({
    at: { row: Math.floor(index / 3), column: index % 3 },
    text,
  }));
  const plan = pasted(sheet, texts, ['1 name is of nobody here.']);
  expect(plan.unknown).toEqual([{ text: 'LDD', count: 2, nearest: ['LD'] }]);
  expect(told(plan)).toEqual([]);
  expect(plan.left).toHaveLength(2);
  expect(told(pasted(sheet, read(texts, new Map([['LDD', 'LD']])), []))).toEqual(['Bo 03-02 LD']);
  expect(pasted(sheet, read(texts, new Map([['LDD', null]])), []).unknown).toEqual([]);
});

test('people whom a filter hides are counted', () => {
  const plan = typed(sheetOf(['||', '||', '||'], 2), block(0, 0, 2, 0), 'N');
  expect(plan.left).toEqual(['2 people between them, hidden by the filter, stay as they are.']);
});

test('a pattern repeats over the days, later for each next person; a dash frees, a dot leaves alone', () => {
  const steps = stepsOf('LD, N - .');
  expect(steps).toEqual(['LD', 'N', '-', '.']);
  const free = sheetOf(['||', '||', 'N|N|N']);
  expect(told(laid(free, block(0, 0, 2, 2), { steps, stagger: 1 }))).toEqual([
    'Ada 03-02 LD',
    'Ada 03-03 N',
    'Bo 03-02 N',
    'Cy 03-02 true',
    'Cy 03-04 LD',
  ]);
  expect(laid(free, block(0, 0), { steps: ['XX'], stagger: 0 }).unknown).toEqual([
    { text: 'XX', count: 1, nearest: [] },
  ]);
});

test('a mend takes the place of what was to be set in its cell', () => {
  const plan = typed(sheet, block(0, 2, 1, 2), 'E');
  expect(told(withMend(plan, [{ person: 'Bo', date: '03-04', set: { code: 'N' } }]))).toEqual([
    'Ada 03-04 E',
    'Bo 03-04 N',
  ]);
});

test('a cycle of the rota sets the cells that it names, but for those that hold their code', () => {
  const cells = [
    { person: 'Ada', date: '03-02', set: { code: 'LD' } },
    { person: 'Ada', date: '03-04', set: { code: 'N' } },
    { person: 'Zoe', date: '03-04', set: { code: 'N' } },
  ];
  const plan = cycled(sheet, block(0, 0, 1, 2), { name: 'Registrars', cells });
  expect([told(plan), plan.how, plan.words]).toEqual([['Ada 03-04 N'], 'pattern', 'Registrars over 1 cell']);
});
