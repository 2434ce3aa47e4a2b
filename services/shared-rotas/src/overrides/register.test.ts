import type { Finding } from '@weft/rostering';
import { expect, test } from 'vitest';
import { recordedFinding } from '../duty/recorded-finding.ts';
import { type OverrideEntry, overrideFor } from './register.ts';

const finding: Finding = {
  rule: 'RD-72',
  person: 'p1',
  severity: 'hard',
  from: Date.parse('2026-03-02T08:00:00Z'),
  to: Date.parse('2026-03-09T08:00:00Z'),
  value: 74,
  limit: 72,
  unit: 'hours',
  duties: ['d1', 'd2'],
  mend: 'Take 2 h of work out of these 168 hours.',
};
const entry: OverrideEntry = {
  id: 'o1',
  person: 'p1',
  rule: 'RD-72',
  days: { from: '2026-03-01', to: '2026-03-15' },
  finding: null,
  reason: 'Nobody else',
  role: 'Medical director',
  expires: '2026-04-01',
  at: '2026-02-01T00:00:00Z',
  by: 'm1',
  organisation: 'RA4',
  rota: null,
  duty: null,
  released: false,
};
const holds = (one: Partial<OverrideEntry>, today = '2026-03-01', of = finding) =>
  overrideFor(of, [{ ...entry, ...one }], today) !== null;

test('an entry covers findings of its rule and person whose window lies in its days', () => {
  expect(holds({})).toBe(true);
  expect(holds({ rule: 'RD-13' })).toBe(false);
  expect(holds({ person: 'p2' })).toBe(false);
  expect(holds({ days: { from: '2026-03-03', to: '2026-03-15' } })).toBe(false);
  expect(holds({ days: { from: '2026-03-01', to: '2026-03-09' } })).toBe(false);
});

test('an entry ends on the day on which it expires', () => {
  expect(holds({}, '2026-03-31')).toBe(true);
  expect(holds({}, '2026-04-01')).toBe(false);
});

test('an override that came with a booking covers that finding and no worse one, while the booking holds', () => {
  const booked = { days: null, finding: recordedFinding(finding) };
  expect(holds(booked)).toBe(true);
  expect(holds(booked, '2026-03-01', { ...finding, value: 80, duties: ['d1', 'd2', 'd3'] })).toBe(false);
  expect(holds({ ...booked, released: true })).toBe(false);
});
