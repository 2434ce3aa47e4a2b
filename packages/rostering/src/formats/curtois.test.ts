import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lineCost } from '../engine/score.ts';
import { readCurtois } from './curtois.ts';
import { readCurtoisRoster, writeCurtoisRoster } from './curtois-roster.ts';
import { FileProblemError } from './file-problem.ts';
import { inventedCurtois } from './testing/invented-curtois.ts';

const FILE = `# A comment
SECTION_HORIZON
# The horizon length in days:
14

SECTION_SHIFTS
E,480,
D,480,E
N,720,E|D

SECTION_STAFF
A,E=14|D=14|N=3,4320,3360,5,2,2,1
B,E=14|D=14|N=3,4320,3360,5,2,2,1
C,E=14|D=0|N=0,4320,3360,5,2,2,1

SECTION_DAYS_OFF
A,0,1
C,13

SECTION_SHIFT_ON_REQUESTS
A,2,D,2

SECTION_SHIFT_OFF_REQUESTS
B,3,E,3

SECTION_COVER
0,E,2,100,1
3,N,1,100,1
`;
const read = (text: string) => readCurtois(text, 'folder/two-weeks.txt');
const without = (line: string) => FILE.replace(`${line}\n`, '');
const withLine = (line: string, replacement: string) => FILE.replace(`\n${line}\n`, `\n${replacement}\n`);
const problemOf = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(FileProblemError);
    return (error as Error).message;
  }
  return 'none';
};

describe('an instance of the Curtois format', () => {
  test('is read with its name, its codes and its cover', () => {
    const { instance, rules } = read(FILE);
    expect([instance.name, instance.days, instance.codes]).toEqual(['two-weeks', 14, ['E', 'D', 'N']]);
    expect(instance.people.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
    expect(instance.rows.map(({ id, cost }) => [id, Array.from(cost)])).toEqual([
      ['day 0 E', [200, 100, 0, 1]],
      ['day 3 N', [100, 0, 1, 2]],
    ]);
    expect(rules[0]!.map(({ id }) => id)).toEqual([
      'SUCCESSION',
      'CONSECUTIVE-SHIFTS',
      'CONSECUTIVE-DAYS-OFF',
      'MINUTES',
      'MAX-SHIFTS N',
      'MAX-WEEKENDS',
    ]);
  });

  test('requests, days off and shifts that are never allowed are costs of cells', () => {
    const [a, b, c] = read(FILE).instance.people;
    const hard = Number.POSITIVE_INFINITY;
    expect([a!.cellCost.slice(0, 3), a!.offCost[0]]).toEqual([Float64Array.of(hard, hard, hard), 0]);
    expect([a!.cellCost.slice(6, 9), a!.offCost[2]]).toEqual([Float64Array.of(2, 0, 2), 2]);
    expect([b!.cellCost.slice(9, 12), b!.offCost[3]]).toEqual([Float64Array.of(3, 0, 0), 0]);
    expect(c!.cellCost.slice(0, 3)).toEqual(Float64Array.of(0, hard, hard));
  });

  test('people with the same rules share a model, rows that want the same share their costs', () => {
    const { people } = read(FILE).instance;
    expect(people[0]!.model).toBe(people[1]!.model);
    expect(people[0]!.model).not.toBe(people[2]!.model);
  });

  test('rules that cannot bind make no counter', () => {
    const loose = 'C,E=14|D=0|N=0,9999,0,5,2,2,2';
    const { rules } = read(withLine('C,E=14|D=0|N=0,4320,3360,5,2,2,1', loose));
    expect(rules[2]!.map(({ id }) => id)).toEqual(['CONSECUTIVE-SHIFTS', 'CONSECUTIVE-DAYS-OFF']);
  });

  test('CRLF, a byte order mark and blanks around fields read the same', () => {
    const other = `\uFEFF${FILE.replaceAll('\n', '\r\n').replaceAll(',', ' , ')}`;
    expect(read(other)).toEqual({ ...read(FILE), rules: expect.anything() });
  });

  test('zero demand, and cover for no day at all, are no error', () => {
    const rows = read(withLine('0,E,2,100,1', '0,E,0,100,1')).instance.rows;
    expect(Array.from(rows[0]!.cost)).toEqual([0, 1, 2, 3]);
    expect(read(without('0,E,2,100,1').replace('3,N,1,100,1\n', '')).instance.rows).toEqual([]);
  });
});

describe('what is wrong is told with file, line and field', () => {
  const at = (line: number, field: string) => `folder/two-weeks.txt:${line}: ${field}: `;
  const staff = 'A,E=14|D=14|N=3,4320,3360,5,2,2,1';
  test.each([
    [
      'an unknown section',
      withLine('SECTION_COVER', 'SECTION_COVERS'),
      `${at(26, 'SECTION_COVERS')}is no section of this format`,
    ],
    ['a missing section', without('SECTION_DAYS_OFF'), 'folder/two-weeks.txt: SECTION_DAYS_OFF: is missing'],
    ['a section twice', `${FILE}SECTION_COVER\n`, `${at(29, 'SECTION_COVER')}stands in the file a second time`],
    ['an empty file', '', 'folder/two-weeks.txt: SECTION_HORIZON: is missing'],
    ['no section at all', 'hello', `${at(1, 'file')}'hello' stands before the first section`],
    [
      'a horizon that is no multiple of 7',
      withLine('14', '13'),
      `${at(4, 'SECTION_HORIZON')}13 days are not whole weeks`,
    ],
    ['a horizon of no days', withLine('14', '0'), `${at(4, 'SECTION_HORIZON')}0 is less than 1`],
    [
      'a horizon that is no number',
      withLine('14', 'two weeks'),
      `${at(4, 'SECTION_HORIZON')}'two weeks' is not a whole number`,
    ],
    ['a shift twice', withLine('D,480,E', 'E,480,'), `${at(8, 'SECTION_SHIFTS id')}'E' stands already on line 7`],
    [
      'a shift that follows nothing known',
      withLine('D,480,E', 'D,480,X'),
      `${at(8, 'SECTION_SHIFTS shifts that may not follow')}'X' is no shift`,
    ],
    [
      'a negative length',
      withLine('E,480,', 'E,-480,'),
      `${at(7, 'SECTION_SHIFTS length in minutes')}-480 is negative`,
    ],
    [
      'an employee twice',
      withLine('B,E=14|D=14|N=3,4320,3360,5,2,2,1', staff),
      `${at(13, 'SECTION_STAFF id')}'A' stands already on line 12`,
    ],
    ['an employee without a name', withLine(staff, staff.slice(1)), `${at(12, 'SECTION_STAFF id')}is empty`],
    [
      'a row that is cut off',
      withLine(staff, 'A,E=14|D=14|N=3,4320'),
      `${at(12, 'SECTION_STAFF')}has 3 fields instead of 8`,
    ],
    [
      'an unknown shift in MaxShifts',
      withLine(staff, staff.replace('N=3', 'X=3')),
      `${at(12, 'SECTION_STAFF MaxShifts')}'X' is no shift`,
    ],
    [
      'a limit that is no number',
      withLine(staff, staff.replace('N=3', 'N=some')),
      `${at(12, 'SECTION_STAFF MaxShifts of N')}'some' is not a whole number`,
    ],
    [
      'minutes the wrong way round',
      withLine(staff, staff.replace('4320,3360', '3360,4320')),
      `${at(12, 'SECTION_STAFF MinTotalMinutes')}4320 is above MaxTotalMinutes 3360`,
    ],
    [
      'days in a row the wrong way round',
      withLine(staff, staff.replace('5,2,2', '2,5,2')),
      `${at(12, 'SECTION_STAFF MinConsecutiveShifts')}5 is above MaxConsecutiveShifts 2`,
    ],
    [
      'a negative limit',
      withLine(staff, staff.replace('5,2,2,1', '5,2,2,-1')),
      `${at(12, 'SECTION_STAFF MaxWeekends')}-1 is negative`,
    ],
    ['a day off of nobody', withLine('C,13', 'X,13'), `${at(18, 'SECTION_DAYS_OFF employee')}'X' is no employee`],
    [
      'a day off past the horizon',
      withLine('C,13', 'C,14'),
      `${at(18, 'SECTION_DAYS_OFF day')}14 is more than 13; days are 0 to 13`,
    ],
    ['days off in two rows', withLine('C,13', 'A,13'), `${at(18, 'SECTION_DAYS_OFF')}'A' has a row already`],
    [
      'a request for an unknown shift',
      withLine('A,2,D,2', 'A,2,X,2'),
      `${at(21, 'SECTION_SHIFT_ON_REQUESTS shift')}'X' is no shift`,
    ],
    [
      'a request of nobody',
      withLine('B,3,E,3', 'X,3,E,3'),
      `${at(24, 'SECTION_SHIFT_OFF_REQUESTS employee')}'X' is no employee`,
    ],
    [
      'a weight that is no whole number',
      withLine('B,3,E,3', 'B,3,E,1.5'),
      `${at(24, 'SECTION_SHIFT_OFF_REQUESTS weight')}'1.5' is not a whole number`,
    ],
    [
      'a cover row for a day outside',
      withLine('3,N,1,100,1', '14,N,1,100,1'),
      `${at(28, 'SECTION_COVER day')}14 is more than 13`,
    ],
    [
      'a cover row twice',
      withLine('3,N,1,100,1', '0,E,1,100,1'),
      `${at(28, 'SECTION_COVER')}day 0 and shift 'E' have a row already, on line 27`,
    ],
    [
      'a negative requirement',
      withLine('3,N,1,100,1', '3,N,-1,100,1'),
      `${at(28, 'SECTION_COVER requirement')}-1 is negative`,
    ],
    ['no staff', FILE.replace(/^[ABC],.*\n/gm, ''), 'folder/two-weeks.txt: SECTION_STAFF: has no row'],
    ['no shifts', FILE.replace(/^[EDN],.*\n/gm, ''), 'folder/two-weeks.txt: SECTION_SHIFTS: has no row'],
  ])('%s', (_, text, message) => {
    expect(problemOf(text)).toContain(message);
  });

  test('all of them at once, and not a thousand', () => {
    const wrong = Array.from({ length: 1000 }, () => 'X,1,E,1').join('\n');
    const told = problemOf(withLine('B,3,E,3', wrong)).split('\n');
    expect([told.length, told.at(-1)]).toEqual([51, 'and 950 more']);
  });
});

describe('a roster file', () => {
  const { instance } = read(FILE);

  test('has a row for each employee and a cell for each day, empty for a day off', () => {
    const lines = [0, 1, 2].map(() => new Int16Array(14).fill(-1));
    lines[1]!.set([0, 2], 3);
    const text = writeCurtoisRoster(instance, lines);
    expect(text.split('\n').map((row) => row.split('\t').length)).toEqual([14, 14, 14, 1]);
    expect(text.split('\n')[1]).toBe('\t\t\tE\tN\t\t\t\t\t\t\t\t\t');
    expect(readCurtoisRoster(instance, text, 'r.tsv')).toEqual(lines);
    expect(readCurtoisRoster(instance, text.replaceAll('\n', '\r\n'), 'r.tsv')).toEqual(lines);
    expect(readCurtoisRoster(instance, '\n\t\t\tE\tN\n\n', 'r.tsv')).toEqual(lines);
  });

  test.each([
    ['\n', 'r.tsv: roster: has 2 rows; the instance has 3 employees'],
    ['\n\tX\n\n', "r.tsv:2: employee B, day 1: 'X' is no shift of the instance"],
    [`${'\t'.repeat(14)}E\n\n\n`, 'r.tsv:1: employee A: has 15 cells; the horizon has 14 days'],
  ])('%j is refused', (text, message) => {
    expect(() => readCurtoisRoster(instance, text, 'r.tsv')).toThrow(message);
  });
});

test('10,000 staff, all different, and a year of 32 shifts are read', () => {
  const many = readCurtois(inventedCurtois({ days: 28, staff: 10_000, shifts: 5, seed: 1 }), 'many.txt').instance;
  expect(many.people).toHaveLength(10_000);
  expect(new Set(many.rows.map(({ cost }) => cost)).size).toBeLessThan(many.rows.length);
  const year = readCurtois(inventedCurtois({ days: 364, staff: 150, shifts: 32, seed: 1 }), 'year.txt').instance;
  expect([year.rows.length, year.people.length]).toEqual([364 * 32, 150]);
  expect(Math.max(...year.people.map(({ model }) => model.states))).toBeLessThan(200);
});

const folder = process.env.WEFT_BENCHMARK_DATA;

/** Set WEFT_BENCHMARK_DATA to a folder with instances of the Curtois format to read them all. */
describe.skipIf(folder === undefined)('the instances of a folder', () => {
  const files = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.txt'));
  test.each(files)('%s is read, and everybody has a model', (name) => {
    const { instance } = readCurtois(readFileSync(join(folder!, name), 'utf8'), name);
    for (const person of instance.people) {
      expect(lineCost(person, new Int16Array(instance.days).fill(-1))).toBeGreaterThanOrEqual(0);
    }
  });
});
