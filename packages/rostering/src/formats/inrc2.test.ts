import { describe, expect, test } from 'vitest';
import { rosterCost } from '../engine/score.ts';
import { type Inrc2Files, readInrc2 } from './inrc2.ts';
import { readInrc2Solution, writeInrc2Solution } from './inrc2-solution.ts';

const SCENARIO = `SCENARIO = n002w1

WEEKS = 1

SKILLS = 2
HeadNurse
Nurse

SHIFT_TYPES = 2
Early (1,5)
Night (2,4)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
Night 1 Early

CONTRACTS = 1
FullTime (2,5) (2,4) (2,3) 1 1

NURSES = 2
Ann FullTime 2 HeadNurse Nurse
Bob FullTime 1 Nurse
`;
const HISTORY = `HISTORY
0 n002w1

NURSE_HISTORY
Ann 0 0 Night 1 3 0
Bob 0 0 None 0 0 1
`;
const WEEK = `WEEK_DATA
n002w1

REQUIREMENTS
Early HeadNurse (1,1) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
Early Nurse (0,0) (0,1) (0,0) (0,0) (0,0) (0,0) (0,0)
Night Nurse (0,0) (1,2) (0,0) (0,0) (0,0) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 2
Ann Any Thu
Bob Night Sat
`;
const files = (change: Partial<Record<'scenario' | 'history' | 'week', string>> = {}): Inrc2Files => ({
  scenario: { name: 'Sc.txt', text: change.scenario ?? SCENARIO },
  history: { name: 'H0.txt', text: change.history ?? HISTORY },
  weeks: [{ name: 'WD.txt', text: change.week ?? WEEK }],
});

describe('an instance of INRC-II', () => {
  const ruled = readInrc2(files());
  const { instance } = ruled;

  test('is read with a code for each shift in each skill and a row for each that is wanted', () => {
    expect(instance.codes).toEqual(['Early|HeadNurse', 'Early|Nurse', 'Night|HeadNurse', 'Night|Nurse']);
    expect(instance.rows.map(({ id, cost }) => [id, Array.from(cost)])).toEqual([
      ['week 0 Mon Early|HeadNurse', [10_030, 0, 0]],
      ['week 0 Tue Early|Nurse', [30, 0, 0]],
      ['week 0 Tue Night|Nurse', [10_060, 30, 0]],
    ]);
    expect(Array.from(ruled.minimum)).toEqual([1, 0, 1]);
    expect(Array.from(instance.people[1]!.cellCost.slice(20, 24))).toEqual([
      Number.POSITIVE_INFINITY,
      0,
      Number.POSITIVE_INFINITY,
      10,
    ]);
    expect(readInrc2({ ...files(), history: { name: 'H', text: HISTORY.replaceAll('\n', '\r\n') } })).toEqual({
      ...ruled,
      rules: expect.anything(),
    });
  });

  test('the history is the beginning of every run', () => {
    const cost = (text: string) => {
      const line = Int16Array.from(text, (letter) => '-eEnN'.indexOf(letter) - 1);
      return rosterCost({ ...instance, people: [instance.people[0]!], rows: [] }, [line]);
    };
    // Ann worked 3 days, the last a night: at most 4 days and 4 nights in a row, nights at least 2 in a row.
    expect(cost('E------')).toBe(Number.POSITIVE_INFINITY);
    // One night before the horizon is one too few (15); 7 days off, of 3 (120); 2 assignments too few (40).
    expect(cost('-------')).toBe(15 + 120 + 40);
    // The second night comes now; 6 days off (90); one assignment too few (20).
    expect(cost('N------')).toBe(90 + 20);
  });

  test('solution files are written week by week, and read again', () => {
    const lines = [Int16Array.of(-1, 3, -1, -1, -1, -1, 0), Int16Array.of(-1, -1, 1, -1, -1, -1, -1)];
    const written = writeInrc2Solution(ruled, lines);
    const text =
      'SOLUTION\n0 n002w1\n\nASSIGNMENTS = 3\nAnn Tue Night Nurse\nAnn Sun Early HeadNurse\nBob Wed Early Nurse\n';
    expect(written).toEqual([{ name: 'sol-week0.txt', text }]);
    expect(readInrc2Solution(ruled, written)).toEqual(lines);
    const read = (change: (text: string) => string) => () =>
      readInrc2Solution(ruled, [{ name: 'sol.txt', text: change(text) }]);
    expect(read((all) => all.replace('Ann Tue', 'Eve Tue'))).toThrow("sol.txt:5: ASSIGNMENTS nurse: 'Eve' is no nurse");
    expect(read((all) => all.replace('Tue', 'Tag'))).toThrow("sol.txt:5: ASSIGNMENTS day: 'Tag' is no day");
    expect(read((all) => all.replace('Night Nurse', 'Night Cook'))).toThrow("sol.txt:5: ASSIGNMENTS: 'Night' 'Cook'");
    expect(read((all) => all.replace('Ann Sun', 'Ann Tue'))).toThrow(
      'sol.txt:6: ASSIGNMENTS: Ann works a second shift',
    );
    expect(read((all) => all.replace('0 n002w1', '1 n002w1'))).toThrow('sol.txt:2: SOLUTION week: 1 is more than 0');
    expect(read((all) => all.replace('= 3', '= 4'))).toThrow(
      'sol.txt: ASSIGNMENTS: is missing; the file ends before it',
    );
    expect(() => readInrc2Solution(ruled, [])).toThrow('solution: week 0: has no file');
  });
});

describe('what is wrong is told with file, line and field', () => {
  const scenario = (from: string, to: string) => files({ scenario: SCENARIO.replace(from, to) });
  const history = (from: string, to: string) => files({ history: HISTORY.replace(from, to) });
  const week = (from: string, to: string) => files({ week: WEEK.replace(from, to) });
  test.each([
    ['an empty scenario', files({ scenario: '' }), 'Sc.txt: SCENARIO: is missing; the file ends before it'],
    ['a missing section', scenario('SHIFT_TYPES = 2', ''), "Sc.txt:10: SHIFT_TYPES: is missing here; 'Early (1,5)'"],
    ['weeks that are no number', scenario('WEEKS = 1', 'WEEKS = one'), "Sc.txt:3: WEEKS: 'one' is not a whole number"],
    [
      'a shift twice',
      scenario('Night (2,4)', 'Early (2,4)'),
      "Sc.txt:11: SHIFT_TYPES: 'Early' stands there a second time",
    ],
    [
      'limits the wrong way round',
      scenario('(2,4)\n', '(5,4)\n'),
      'Sc.txt:11: SHIFT_TYPES consecutive assignments: 5 is above 4',
    ],
    ['a negative limit', scenario('(2,3)', '(-2,3)'), 'Sc.txt:18: CONTRACTS consecutive days off: -2 is negative'],
    [
      'an unknown succession',
      scenario('Night 1 Early', 'Night 1 Late'),
      "Sc.txt:15: FORBIDDEN_SHIFT_TYPES_SUCCESSIONS: 'Late' is no shift",
    ],
    [
      'a wrong count',
      scenario('Ann FullTime 2', 'Ann FullTime 3'),
      'Sc.txt:21: NURSES skills: names 2 skills, and says 3',
    ],
    [
      'an unknown contract',
      scenario('Bob FullTime', 'Bob NoTime'),
      "Sc.txt:22: NURSES contract: 'NoTime' is no contract",
    ],
    ['an unknown skill', scenario('1 Nurse', '1 Cook'), "Sc.txt:22: NURSES skills: 'Cook' is no skill"],
    [
      'no nurses',
      files({ scenario: SCENARIO.replace(/NURSES = 2[\s\S]*/, 'NURSES = 0\n') }),
      'Sc.txt: NURSES: has no row',
    ],
    [
      'a nurse without history',
      history('Bob 0 0 None 0 0 1\n', ''),
      "H0.txt: NURSE_HISTORY: has no row for nurse 'Bob'",
    ],
    ['a history of nobody', history('Bob', 'Eve'), "H0.txt:6: NURSE_HISTORY: 'Eve' is no nurse of the scenario"],
    [
      'a history that contradicts itself',
      history('None 0 0 1', 'None 0 2 1'),
      'H0.txt:6: NURSE_HISTORY: the last day was off',
    ],
    ['a history of another scenario', history('0 n002w1', '0 n005w4'), "H0.txt:2: HISTORY: is for scenario 'n005w4'"],
    ['an unknown last shift', history('Night 1', 'Late 1'), "H0.txt:5: NURSE_HISTORY last shift: 'Late' is no shift"],
    ['a minimum above the optimum', week('(1,2)', '(3,2)'), 'WD.txt:7: REQUIREMENTS Tue: 3 is above 2'],
    ['a week of six days', week(' (1,1) ', ' '), 'WD.txt:5: REQUIREMENTS: has 6 days instead of 7'],
    ['a request of nobody', week('Bob Night', 'Eve Night'), "WD.txt:11: SHIFT_OFF_REQUESTS nurse: 'Eve' is no nurse"],
    ['a request for no day', week('Thu', 'Thursday'), "WD.txt:10: SHIFT_OFF_REQUESTS day: 'Thursday' is no day"],
    ['a request for no shift', week('Any', 'All'), "WD.txt:10: SHIFT_OFF_REQUESTS shift: 'All' is no shift"],
    ['requests that are missing', week('Bob Night Sat\n', ''), 'WD.txt: SHIFT_OFF_REQUESTS: is missing; the file ends'],
    ['requests too many', week('REQUESTS = 2', 'REQUESTS = 1'), "WD.txt:11: file: 'Bob Night Sat' stands after"],
    ['too few weeks', { ...files(), weeks: [] }, 'Sc.txt: WEEKS: the planning period has 1 weeks, of which 0 are over'],
  ])('%s', (_, wrong, message) => {
    expect(() => readInrc2(wrong)).toThrow(message);
  });
});
