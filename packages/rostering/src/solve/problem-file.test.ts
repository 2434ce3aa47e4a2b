import { expect, test } from 'vitest';
import { readProblemFile } from './problem-file.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

const hospital = inventedHospital({ seed: 1, people: 3, from: '2026-03-02', days: 7, count: 1, pins: 1 });

test('a problem is read as it was written', () => {
  expect(readProblemFile(JSON.stringify(hospital))).toEqual(hospital);
});

test.each([
  ['{', 'is not JSON'],
  ['[]', "file's whole"],
  [
    JSON.stringify({ ...hospital, frame: { ...hospital.frame, zone: 'Europe/Lundun' } }),
    'frame.zone: is not a time zone',
  ],
  [
    JSON.stringify({
      ...hospital,
      people: [{ ...hospital.people[0], leave: [{ kind: 'annual', from: '2026-02-30', to: '2026-03-01' }] }],
    }),
    'people[0].leave[0].from: is not a local date',
  ],
  [JSON.stringify({ ...hospital, duties: [{ ...hospital.duties[0], count: -1 }, {}] }), 'duties[0].count'],
  [JSON.stringify({ ...hospital, wieghts: 1 }), 'wieghts'],
])('%.40s is refused with the field that is wrong', (text, told) => {
  expect(() => readProblemFile(text)).toThrow(
    expect.objectContaining({ code: 'bad-file', message: expect.stringContaining(told) }),
  );
});
