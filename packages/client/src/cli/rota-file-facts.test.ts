import type { RotaFile } from '@weft/rostering';
import { expect, test } from 'vitest';
import { networkOf, peopleIn } from './rota-file-facts.ts';

const employment = { assignment: '1', pack: 'WTR' as const, wte: 1, annualLeaveDays: 27 };
const file: RotaFile = {
  format: 'weft-rota',
  version: 1,
  zone: 'Europe/London',
  period: { from: '2027-01-04', to: '2027-01-11' },
  known: { from: '2026-12-28', to: '2027-01-18' },
  sites: [
    { id: 'RA430', organisation: 'RA4' },
    { id: 'XYZ01', organisation: 'XYZ', name: 'Invented Hospital' },
  ],
  travelMinutes: [],
  people: [
    { id: 'p1', name: 'Ada Example', optOut48: false, employments: [{ employer: 'RA4', ...employment }] },
    { id: 'p2', optOut48: true, employments: [{ employer: 'XYZ', ...employment }] },
  ],
  duties: [
    {
      id: 'd1',
      site: 'XYZ01',
      kind: 'shift',
      start: '2027-01-04T08:00:00Z',
      end: '2027-01-04T16:00:00Z',
      breakMinutes: 30,
      expectedWorkMinutes: 0,
    },
  ],
  assignments: [
    { duty: 'd1', person: 'p1', employer: 'RA4' },
    { duty: 'd1', person: 'p2', employer: 'XYZ' },
  ],
  leave: [{ person: 'p2', kind: 'annual', from: '2027-01-06', to: '2027-01-08' }],
};
const known = { organisations: new Set(['RA4']), sites: new Map([['RA430', 'RA4']]) };

test('only what nobody has recorded is recorded, with the arrangement that the assignments need', () => {
  const { organisations, sites, arrangements } = networkOf('r', file, known);
  expect(organisations.map(({ code }) => code)).toEqual(['XYZ']);
  expect(sites.map(({ code, name }) => [code, name])).toEqual([['XYZ01', 'Invented Hospital']]);
  expect(arrangements).toMatchObject([{ providers: ['RA4'], hosts: ['XYZ'], sites: ['XYZ01'], from: '2026-12-28' }]);
});

test('nothing is recorded of a network that is known, and nothing is agreed in its name', () => {
  const all = { organisations: new Set(['RA4', 'XYZ']), sites: new Map([...known.sites, ['XYZ01', 'XYZ']]) };
  expect(networkOf('r', file, all)).toMatchObject({ organisations: [], sites: [], arrangements: [] });
});

test('people come with leave, and with an induction where they work for somebody else', () => {
  const { newCodes } = networkOf('r', file, known);
  const people = peopleIn(file, { known: new Set(), newCodes });
  expect(people).toMatchObject([
    { id: 'p1', name: 'Ada Example', credentials: [{ kind: 'induction', host: 'XYZ' }], leave: [] },
    { id: 'p2', name: 'p2', optOut48: true, credentials: [], leave: [{ kind: 'annual', from: '2027-01-06' }] },
  ]);
  expect(peopleIn(file, { known: new Set(['p1', 'p2']), newCodes })).toEqual([]);
});

test('a duty at a site that the file does not name, and codes that are none, are wrong input', () => {
  const stray = { ...file, duties: file.duties.map((duty) => ({ ...duty, site: 'QQQ01' })) };
  expect(() => networkOf('r', stray, known)).toThrow('QQQ01');
  const odd = { ...file, sites: [{ id: 'ward 7', organisation: 'XYZ' }], duties: [], assignments: [] };
  expect(() => networkOf('r', odd, known)).toThrow('"ward 7" is no ODS code');
});
