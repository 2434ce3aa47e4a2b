import { expect, test } from 'vitest';
import { checkCurtois } from './curtois.ts';

const TWO_WEEKS = `# made by hand
SECTION_HORIZON
14
SECTION_SHIFTS
E,480,
L,480,E
SECTION_STAFF
A,E=14|L=2,4800,480,3,2,2,1
SECTION_DAYS_OFF
A,13
SECTION_SHIFT_ON_REQUESTS
A,0,E,2
SECTION_SHIFT_OFF_REQUESTS
A,1,E,3
SECTION_COVER
0,E,1,100,1
1,E,0,100,1
2,L,2,100,1
`;

/** A line of fourteen letters, '.' for off, as a row of the roster. */
const judge = (line: string) =>
  checkCurtois(TWO_WEEKS, `${[...line].map((cell) => cell.replace('.', '')).join('\t')}\n`);

test('requests and cover cost what their rows say', () => {
  expect(judge('EE............')).toMatchObject({ cost: 3 + 1 + 200, hard: 0 });
  expect(judge('.EL...........')).toMatchObject({ cost: 2 + 3 + 100 + 1 + 100, hard: 0 });
});

test('a run at either end of the horizon may be short, one inside may not', () => {
  expect(judge('E.............').hard).toBe(0);
  expect(judge('...E..........').breaks).toEqual(['A: 1 days of work from day 3']);
  expect(judge('EE.EE.........').breaks).toEqual(['A: 1 days off from day 2']);
  expect(judge('EEEE..........').breaks).toEqual(['A: 4 days of work from day 0']);
});

test('successions, counts, minutes, weekends and days off are hard', () => {
  expect(judge('LE............').breaks).toEqual(['A: E after L, day 1']);
  expect(judge('LLL...........').breaks).toEqual(['A: 3 shifts L, more than 2']);
  expect(judge('..............').breaks).toEqual(['A: 0 minutes, fewer than 480']);
  expect(judge('.....EE....EE.').breaks).toEqual(['A: 2 weekends, more than 1']);
  expect(judge('.............E').breaks).toEqual(['A: works on day 13, a day off']);
  expect(judge('XX............').hard).toBe(3);
});

test('a roster with the wrong number of rows is refused', () => {
  expect(() => checkCurtois(TWO_WEEKS, 'E\nE\n')).toThrow('2 rows for 1 employees');
});
