import { expect, test } from 'vitest';
import { rowDifferences } from './row-differences.ts';
import { openRows } from './rows.ts';

const view = { name: 'things', tables: 'CREATE TABLE things (name TEXT, count INTEGER)' };
const withRows = (...things: [string, number][]) => {
  const rows = openRows(':memory:');
  rows.exec(view.tables);
  for (const [name, count] of things) rows.run('INSERT INTO things VALUES (?, ?)', name, count);
  return rows;
};

test('the same rows in another order are the same', () => {
  expect(rowDifferences(withRows(['a', 1], ['b', 2]), withRows(['b', 2], ['a', 1]), [view])).toEqual([]);
});

test('rows that only one file has are named with their table, also when another is there twice', () => {
  const [line] = rowDifferences(withRows(['a', 1], ['a', 1]), withRows(['a', 1], ['b', 2]), [view]);
  expect(line).toBe(
    'things, table things: 1 rows only in the first ({"name":"a","count":1}), 1 only in the second ({"name":"b","count":2})',
  );
});
