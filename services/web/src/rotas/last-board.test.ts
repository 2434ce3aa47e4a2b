import { expect, test } from 'vitest';
import { placeIn, rememberBoard } from './last-board.ts';

test('the link to a board leads back to the days and the view that were left, of that rota only', () => {
  rememberBoard('ent', { view: 'duties', from: '2026-03-02', weeks: '4' });
  expect(placeIn('ent', '')).toBe('/rotas/ent?view=duties&from=2026-03-02&weeks=4');
  expect(placeIn('ent', '/print')).toBe('/rotas/ent/print?from=2026-03-02&weeks=4');
  expect(placeIn('ent', '/gaps')).toBe('/rotas/ent/gaps');
  expect(placeIn('eye', '')).toBe('/rotas/eye');
});

test('paper is not asked for a day or the whole rota', () => {
  rememberBoard('ent', { view: 'people', from: '2026-03-02', weeks: 'all' });
  expect(placeIn('ent', '/print')).toBe('/rotas/ent/print');
  rememberBoard('ent', { view: 'hours', from: '2026-03-04', weeks: '4' });
  expect(placeIn('ent', '/print')).toBe('/rotas/ent/print');
});
