import { expect, test } from 'vitest';
import { readRotaFile, writeRotaFile } from './rota-file.ts';

/** A small file in which nothing is wrong. */
function aFile() {
  return {
    format: 'weft-rota',
    version: 1,
    zone: 'Europe/London',
    period: { from: '2026-03-02', to: '2026-04-13' },
    known: { from: '2026-01-05', to: '2026-05-11' },
    sites: [
      { id: 'RA430', organisation: 'RA4', name: 'Yeovil District Hospital' },
      { id: 'RBD01', organisation: 'RBD' },
    ],
    travelMinutes: [{ from: 'RA430', to: 'RBD01', minutes: 41 }],
    people: [
      { id: 'p1', optOut48: false, employments: [{ employer: 'RA4', assignment: '10000001-1', pack: 'EN-RD-2016' }] },
    ],
    duties: [
      { id: 'd1', site: 'RA430', kind: 'shift', start: '2026-03-02T08:00:00Z', end: '2026-03-02T20:30:00Z' },
      {
        id: 'd2',
        site: 'RBD01',
        kind: 'on-call',
        start: '2026-03-07T08:00Z',
        end: '2026-03-08T08:00Z',
        expectedWorkMinutes: 180,
      },
    ],
    assignments: [{ duty: 'd1', person: 'p1', employer: 'RA4' }],
    leave: [{ person: 'p1', kind: 'annual', from: '2026-03-16', to: '2026-03-23' }],
  };
}

/** The problems of a small file after one field, named by its path, is set; undefined removes it. */
function problemsWith(path: (string | number)[], value: unknown): string[] {
  const file: unknown = aFile();
  let at = file as Record<string | number, unknown>;
  for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, unknown>;
  at[path[path.length - 1]!] = value;
  const result = readRotaFile(JSON.stringify(file));
  return 'problems' in result ? result.problems.map((problem) => `${problem.path}: ${problem.message}`) : [];
}

test('a file in which nothing is wrong is read, with optional numbers filled in', () => {
  const result = readRotaFile(JSON.stringify(aFile()));
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  expect(result.file.people[0]!.employments[0]).toMatchObject({ wte: 1, annualLeaveDays: 27 });
  expect(result.file.duties[0]).toMatchObject({ breakMinutes: 0, expectedWorkMinutes: 0 });
});

test('what is written reads as the same file, also after a byte order mark', () => {
  const first = readRotaFile(`\uFEFF${JSON.stringify(aFile())}`);
  if ('problems' in first) throw new Error(JSON.stringify(first.problems));
  expect(readRotaFile(writeRotaFile(first.file))).toEqual(first);
});

test.each<[(string | number)[], unknown, string]>([
  [['duties', 1, 'end'], '2026-03-07T08:00:00Z', 'duties[1].end: must be later than start (2026-03-07T08:00Z)'],
  [['duties', 1, 'end'], '2026-03-07T07:59Z', 'duties[1].end: must be later than start (2026-03-07T08:00Z)'],
  [['assignments', 0, 'duty'], 'd9', "assignments[0].duty: duty 'd9' is not in duties"],
  [['assignments', 0, 'person'], 'p9', "assignments[0].person: person 'p9' is not in people"],
  [['leave', 0, 'person'], 'p9', "leave[0].person: person 'p9' is not in people"],
  [['leave', 0, 'to'], '2026-03-16', 'leave[0].to: must be later than from (2026-03-16); it is the day after the last'],
  [
    ['leave', 0, 'kind'],
    'holiday',
    'leave[0].kind: must be annual, study, sick, maternity, paternity, adoption, parental or other',
  ],
  [['period', 'from'], '2026-02-30', "period.from: '2026-02-30' is not a date that exists; write YYYY-MM-DD"],
  [['period', 'from'], '2026-3-2', "period.from: '2026-3-2' is not a date that exists; write YYYY-MM-DD"],
  [['period', 'to'], '2026-03-02', 'period.to: must be later than from (2026-03-02)'],
  [['known', 'from'], '2026-03-03', 'known.from: must not be later than period.from (2026-03-02)'],
  [['known', 'to'], '2026-04-12', 'known.to: must not be earlier than period.to (2026-04-13)'],
  [['travelMinutes', 0, 'minutes'], -1, 'travelMinutes[0].minutes: must be 0 minutes or more'],
  [['duties', 1, 'id'], 'd1', "duties[1].id: 'd1' is the id of another of the duties; give each its own"],
  [['sites', 1, 'id'], '', 'sites[1].id: is empty; write a text that names it'],
  [['duties', 0, 'breakMinutes'], '60', 'duties[0].breakMinutes: must be a number of minutes'],
  [['duties', 0, 'kind'], 'oncall', 'duties[0].kind: must be shift or on-call'],
  [['people', 0, 'optOut48'], undefined, 'people[0].optOut48: is missing; write true or false'],
  [
    ['people', 0, 'employments', 0, 'wtee'],
    1,
    'people[0].employments[0].wtee: is not a field of version 1; correct its name or remove it',
  ],
  [['dutys'], [], 'dutys: is not a field of version 1; correct its name or remove it'],
  [['people', 0, 'employments', 0, 'pack'], 'EN-RD', 'people[0].employments[0].pack: must be EN-RD-2016 or WTR'],
  [['zone'], 'Europe/Yeovil', "zone: 'Europe/Yeovil' is not a time zone; write one such as Europe/London"],
  [['version'], 2, 'version: must be 1; a file of a later version needs a later release'],
  [['format'], 'rota', "format: must be 'weft-rota'"],
  [['leave'], undefined, 'leave: is missing; write a list, [] when there is nothing in it'],
  [['duties', 0], null, 'duties[0]: must be a duty'],
])('%j as %j ends the reading', (path, value, problem) => {
  expect(problemsWith(path, value)).toContain(problem);
});

test.each([
  '2026-03-02T08:00:00',
  '2026-03-02T08:00:00+00:00',
  '2026-03-02T08Z',
  '2026-03-02 08:00Z',
  '2026-03-02T24:00Z',
  '2026-03-02T08:60Z',
  '2026-02-29T08:00Z',
  '2026-03-02T08:00:00.5Z',
])('%s is not an instant', (text) => {
  expect(problemsWith(['duties', 0, 'start'], text)).toEqual([
    `duties[0].start: '${text}' is not an instant in UTC that exists; write it as 2026-03-02T08:00Z or 2026-03-02T08:00:00Z`,
  ]);
});

test('a second assignment of one person to one duty, and a way named twice, are refused', () => {
  const twice = { duty: 'd1', person: 'p1', employer: 'RA4' };
  expect(problemsWith(['assignments', 1], twice)).toEqual([
    "assignments[1]: person 'p1' is assigned to duty 'd1' a second time; keep one",
  ]);
  const again = { from: 'RA430', to: 'RBD01', minutes: 50 };
  expect(problemsWith(['travelMinutes', 1], again)).toEqual([
    "travelMinutes[1]: the way from 'RA430' to 'RBD01' is named twice; keep one",
  ]);
});

test('sites and employers may be named that the file says no more about', () => {
  expect(problemsWith(['duties', 0, 'site'], 'RH880')).toEqual([]);
  expect(problemsWith(['travelMinutes', 0, 'to'], 'RH880')).toEqual([]);
  expect(problemsWith(['assignments', 0, 'employer'], 'RH5')).toEqual([]);
});

test('an instant may carry zeros after its seconds', () => {
  expect(problemsWith(['duties', 0, 'start'], '2026-03-02T08:00:00.000Z')).toEqual([]);
});

test('every problem is told, not only the first', () => {
  const file = { ...aFile(), zone: 7, extra: 1 };
  const result = readRotaFile(JSON.stringify(file));
  expect('problems' in result && result.problems.map(({ path }) => path).sort()).toEqual(['extra', 'zone']);
});

test('what is not JSON, or not an object, is refused with the place', () => {
  const cut = readRotaFile('{"format": "weft-rota",');
  expect('problems' in cut && cut.problems).toMatchObject([
    { path: 'file', message: expect.stringMatching(/^is not JSON: .*position/) },
  ]);
  expect(readRotaFile('[]')).toEqual({
    problems: [{ path: 'file', message: 'must be an object of format weft-rota' }],
  });
  expect('problems' in readRotaFile('')).toBe(true);
});
