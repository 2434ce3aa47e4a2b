import { expect, test } from 'vitest';
import { placeOf, sectionsOf } from './check-rows.ts';

test('each part of the check is counted, also where all is well', () => {
  const counts = sectionsOf([
    { section: 'rules', severity: 'error' },
    { section: 'rules', severity: 'warning' },
    { section: 'gaps', severity: 'warning' },
  ]);
  expect(counts.slice(0, 3)).toEqual([
    { section: 'rules', title: 'Rules', errors: 1, all: 2 },
    { section: 'leave', title: 'Leave', errors: 0, all: 0 },
    { section: 'gaps', title: 'Gaps', errors: 0, all: 1 },
  ]);
});

test('a breach leads to its cell, a gap to who could fill it', () => {
  const row = { section: 'rules', person: 'p1', date: '2026-03-02', duty: 'd1' } as const;
  expect(placeOf('ent', row)).toBe('/rotas/ent?view=people&from=2026-03-02&weeks=2&cell=p1%2C2026-03-02');
  expect(placeOf('ent', { ...row, section: 'gaps' })).toBe('/rotas/ent/gaps?duty=d1');
  expect(placeOf('ent', { ...row, section: 'skill-mix', person: null })).toBe(
    '/rotas/ent?view=duties&from=2026-03-02&weeks=2',
  );
  expect(placeOf('ent', { ...row, section: 'fairness', date: null })).toBe('/rotas/ent/analyser');
});
