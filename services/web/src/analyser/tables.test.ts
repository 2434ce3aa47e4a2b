import { DutyId, SiteCode } from '@weft/contracts';
import { expect, test } from 'vitest';
import { csvOf, sheetsOf } from './export-file.ts';
import { peopleTable, placesTable, weeksTable } from './tables.ts';

const ada = {
  person: 'p1',
  name: '=Ada, "Example"',
  employers: ['Northgate'],
  grade: null,
  wte: 0.5,
  hours: 42.25,
  hereHours: 40,
  contracted: 40,
  nights: 2,
  weekends: 1,
  publicHolidays: 0,
  shortNotice: 1,
  withinWeek: 1,
};
const gap = {
  date: '2026-03-03',
  week: '2026-03-02',
  cause: 'on-leave' as const,
  missing: 2,
  site: SiteCode.parse('RA430'),
  siteName: 'Hospital',
  role: 'registrar',
  duty: DutyId.parse('d1'),
  code: 'D',
};

test('people are told in totals and per whole-time equivalent', () => {
  const { header, rows } = peopleTable({ people: [ada, { ...ada, wte: 0 }] });
  const told = (row: number) => Object.fromEntries(header.map((title, at) => [title, rows[row]?.[at]]));
  expect(told(0)).toMatchObject({ Hours: 42.3, Balance: 2.3, 'Nights per WTE': 4, 'Short-notice changes per WTE': 2 });
  expect(told(1)['Nights per WTE']).toBeNull();
});

test('empty places are told by week and cause, and by place', () => {
  const asked = { weeks: [{ week: '2026-03-02', needed: 5, filled: 3 }], gaps: [gap] } as const;
  expect(weeksTable({ weeks: [...asked.weeks], gaps: [gap] }).rows).toEqual([['2026-03-02', 5, 3, 2, 0, 2, 0]]);
  expect(placesTable({ gaps: [gap, { ...gap, missing: 1 }] }).rows).toEqual([['Hospital', 'registrar', 3]]);
});

test('no cell of an export is a formula, and quotes and commas stay what they are', () => {
  const table = {
    name: 'T',
    caption: 'Caption',
    header: ['A', 'B'],
    rows: [
      ['=1+1', -2],
      ['@x', null],
      [ada.name, 1],
    ],
  };
  expect(csvOf([table])).toBe('\uFEFFCaption\r\nA,B\r\n\'=1+1,-2\r\n\'@x,\r\n"\'=Ada, ""Example""",1\r\n');
  expect(sheetsOf([table])[0]?.data[1]).toEqual([
    { value: '=1+1', type: String },
    { value: -2, type: Number },
  ]);
});
