import { expect, test } from 'vitest';
import { tableOf } from './terminal.ts';

test('a table is as wide as its widest cells, and ends no line with blanks', () => {
  const table = tableOf([
    { id: 'yeovil-ent', gaps: 3, note: 'short notice' },
    { id: 'a', gaps: 12, note: null },
  ]);
  expect(table.split('\n')).toEqual([
    'id          gaps  note',
    '----------  ----  ------------',
    'yeovil-ent  3     short notice',
    'a           12',
  ]);
});

test('an empty table says so', () => {
  expect(tableOf([])).toBe('(none)');
});
