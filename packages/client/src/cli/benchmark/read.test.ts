import { describe, expect, test } from 'vitest';
import { CliError, EXIT } from '../exit-codes.ts';
import { isBenchmark, readBenchmark } from './read.ts';

const lines = [
  '# An invented instance',
  'SECTION_HORIZON',
  '14',
  '',
  'SECTION_SHIFTS',
  'E,480,',
  'N,600,E|D',
  'D,540,',
  'SECTION_STAFF',
  'A,E=14|N=0|D=3,4320,3360,5,2,2,1',
  'B,E=14|N=14|D=14,4320,0,5,2,2,1',
  'SECTION_DAYS_OFF',
  'A,6,0,1',
  'SECTION_SHIFT_ON_REQUESTS',
  'A,2,D,2',
  'SECTION_SHIFT_OFF_REQUESTS',
  'A,3,D,2',
  'B,3,D,2',
  'SECTION_COVER',
  '0,E,2,100,1',
  '13,N,0,100,1',
];
const instance = lines.join('\r\n');
const changed = (from: string, to: string) => lines.map((line) => (line === from ? to : line)).join('\n');

describe('a benchmark instance', () => {
  test('is known by its sections', () => {
    expect(isBenchmark(instance)).toBe(true);
    expect(isBenchmark('name,number\nSECTION_HORIZON of Ada,1')).toBe(false);
  });

  test('is read with its comments, blank lines and line ends', () => {
    const { horizon, shifts, staff, cover, requests } = readBenchmark(instance);
    expect(horizon).toBe(14);
    expect(shifts.map(({ id, minutes, notBefore }) => [id, minutes, notBefore])).toEqual([
      ['E', 480, []],
      ['N', 600, ['E', 'D']],
      ['D', 540, []],
    ]);
    expect(staff[0]).toEqual({
      id: 'A',
      most: new Map([
        ['E', 14],
        ['N', 0],
        ['D', 3],
      ]),
      minMinutes: 3360,
      maxMinutes: 4320,
      daysOff: [0, 1, 6],
    });
    expect(cover).toEqual([
      { day: 0, shift: 'E', count: 2 },
      { day: 13, shift: 'N', count: 0 },
    ]);
    expect(requests).toBe(3);
  });

  test.each([
    ['14', '15', 3, 'not a multiple of 7'],
    ['E,480,', 'E,eight,', 6, 'not a whole number'],
    ['N,600,E|D', 'N,600,E|X', 7, 'no shift "X"'],
    ['A,6,0,1', 'A,14', 13, 'after the horizon'],
    ['A,6,0,1', 'Z,1', 13, 'no person "Z"'],
    ['A,E=14|N=0|D=3,4320,3360,5,2,2,1', 'A,E14,4320,3360,5,2,2,1', 10, 'should look like D=14'],
    ['A,E=14|N=0|D=3,4320,3360,5,2,2,1', 'A,E=14,3000,3360,5,2,2,1', 10, 'more than the most'],
    ['0,E,2,100,1', '0,X,2,100,1', 20, 'no shift "X"'],
    ['0,E,2,100,1', '0,E,,100,1', 20, 'the people needed is missing'],
  ])('says where %s is wrong as %s', (from, to, line, because) => {
    const read = () => readBenchmark(changed(from, to));
    expect(read).toThrow(CliError);
    expect(read).toThrow(`Line ${line} of the instance`);
    expect(read).toThrow(because);
  });

  test('without a section that is needed is wrong input', () => {
    try {
      readBenchmark(changed('SECTION_COVER', 'SECTION_COVERING'));
      expect.unreachable();
    } catch (error) {
      expect((error as CliError).exit).toBe(EXIT.badInput);
      expect((error as CliError).message).toContain('SECTION_COVER');
    }
  });
});
