import { Organisation, type OrganisationCode } from '@weft/contracts';
import { expect, test } from 'vitest';
import { codeOn, nameOn } from './on-day.ts';

const warwick = Organisation.parse({
  code: 'RJC',
  kind: 'nhs-trust',
  names: [
    { name: 'South Warwickshire NHS Foundation Trust', from: null, to: '2022-06-01' },
    { name: 'South Warwickshire University NHS Foundation Trust', from: '2022-06-01', to: null },
  ],
  successor: null,
  source: 'test',
});
const successors: Record<string, Organisation['successor']> = {
  RBA: { code: 'RH5' as OrganisationCode, on: '2020-04-01' },
  RA4: { code: 'RH5' as OrganisationCode, on: '2023-04-01' },
};
const on = (code: string, day: string) => codeOn(code as OrganisationCode, day, (one) => successors[one]);

test('a renamed trust has the old name until the day before the new one', () => {
  expect(nameOn(warwick, '2022-05-31')).toBe('South Warwickshire NHS Foundation Trust');
  expect(nameOn(warwick, '2022-06-01')).toBe('South Warwickshire University NHS Foundation Trust');
});

test('a day without a name shows the nearest one', () => {
  const gap = { names: [{ name: 'Late', from: '2020-01-01', to: '2021-01-01' }] };
  expect(nameOn(gap, '2019-06-01')).toBe('Late');
  expect(nameOn(gap, '2025-06-01')).toBe('Late');
});

test('a merged trust goes under its successor from the day of the merger', () => {
  expect(on('RA4', '2023-03-31')).toBe('RA4');
  expect(on('RA4', '2023-04-01')).toBe('RH5');
  expect(on('RBA', '2026-01-01')).toBe('RH5');
  expect(on('RH5', '2019-01-01')).toBe('RH5');
});

test('successors that lead in a circle end somewhere', () => {
  const circle: Record<string, Organisation['successor']> = {
    RBA: { code: 'RA4' as OrganisationCode, on: '2020-01-01' },
    RA4: { code: 'RBA' as OrganisationCode, on: '2020-01-01' },
  };
  expect(codeOn('RBA' as OrganisationCode, '2021-01-01', (one) => circle[one])).toBe('RA4');
});
