import { expect, test } from 'vitest';
import { closest } from './closest.ts';
import { dateIn, isHeaded, matchHeads } from './matching.ts';
import { parseTable, parseText, type TableCell } from './parse.ts';
import { fitOf } from './shape.ts';
import { asTable, asText } from './write.ts';

const rowsOf = (text: string) => parseText(text).rows;
const cell = (text: string, more: Partial<TableCell> = {}): TableCell => ({
  text,
  columns: 1,
  rows: 1,
  isOverflow: false,
  ...more,
});

test('rows end with LF, CR or CRLF, and the end after the last row is no row', () => {
  for (const end of ['\n', '\r', '\r\n'])
    expect(rowsOf(`LD\tN${end}N\t${end}`)).toEqual([
      ['LD', 'N'],
      ['N', ''],
    ]);
});

test('quotes keep tabs, line ends and doubled quotes inside a cell', () => {
  expect(rowsOf('"L\tD"\t"N""1"\n"a\r\nb"\tN')).toEqual([
    ['L\tD', 'N"1'],
    ['a\r\nb', 'N'],
  ]);
});

test('short rows are filled up, and nothing is pasted of nothing', () => {
  expect(rowsOf('LD\nN\tN')).toEqual([
    ['LD', ''],
    ['N', 'N'],
  ]);
  expect(rowsOf('')).toEqual([]);
});

test('a long text over an empty neighbour is two cells, a merged cell is one that is counted', () => {
  expect(parseTable([[cell('long', { columns: 2, isOverflow: true }), cell('N')]])).toEqual({
    rows: [['long', '', 'N']],
    notGiven: 0,
  });
  expect(parseTable([[cell('LD', { columns: 2, rows: 2 }), cell('N')], [cell('E')]])).toEqual({
    rows: [
      ['LD', '', 'N'],
      ['', '', 'E'],
    ],
    notGiven: 3,
  });
});

test('what is written is read back as it was, guarded against formulas', () => {
  const rows = [
    ['LD', '=1+1'],
    ['a\tb', 'say "N"'],
  ];
  expect(asText(rows)).toContain("'=1+1");
  expect(rowsOf(asText(rows))).toEqual(rows);
  expect(asTable([['<b>']])).toContain('&lt;b&gt;');
});

test('leave that was copied along is a remark, not a code', () => {
  expect(rowsOf('LD\t(annual leave)')).toEqual([['LD', '']]);
});

const size = { rows: 10, columns: 7 };
const selected = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right });

test('one text fills what is selected, a block grows from one cell, a multiple repeats', () => {
  const filled = fitOf([['N']], selected(1, 1, 2, 3), size);
  expect(filled.ok && filled.texts).toHaveLength(6);
  const grown = fitOf([['N', 'LD']], selected(4, 2), size);
  expect(grown.ok && grown.texts).toEqual([
    { at: { row: 4, column: 2 }, text: 'N' },
    { at: { row: 4, column: 3 }, text: 'LD' },
  ]);
  const repeated = fitOf([['N', 'LD']], selected(0, 0, 1, 3), size);
  expect(repeated.ok && repeated.texts.map(({ text }) => text).join()).toBe('N,LD,N,LD,N,LD,N,LD');
});

test('another shape is refused with both sizes; what falls over the edge is counted', () => {
  const refused = fitOf([['N', 'LD']], selected(0, 0, 0, 2), size);
  expect(refused).toEqual({
    ok: false,
    because: 'What was copied has 1 row × 2 days, what is selected 1 row × 3 days. Select one cell, or as many as fit.',
  });
  expect(fitOf([['N', 'LD', '', 'E']], selected(0, 5), size)).toMatchObject({ ok: true, outside: 1 });
});

test('dates are read as people write them, day before month', () => {
  expect(['2026-03-02', '02/03/2026', '2 March', 'Mon 2 Mar 2026', 'Mon 2/3', '2-Mar-2026'].map(dateIn)).toEqual([
    '2026-03-02',
    '2026-03-02',
    '03-02',
    '2026-03-02',
    '03-02',
    '2026-03-02',
  ]);
  expect(['LD', '2', '40/1', 'N 12'].map(dateIn)).toEqual([null, null, null, null]);
});

test('a block with dates above and names beside it finds its cells, and counts what it does not find', () => {
  const shown = { names: ['Ada Example', 'Bo Sample', 'Cy Twin', 'Cy Twin'], dates: ['2026-03-02', '2026-03-03'] };
  const rows = [
    ['', 'Tue 3 Mar', '2 Mar', '9 Mar'],
    ['Sample, Bo', 'N', 'LD', 'E'],
    ['Nobody Known', 'N', '', ''],
    ['Cy Twin', 'N', '', ''],
  ];
  expect(isHeaded(rows, shown)).toBe(true);
  expect(
    isHeaded(
      [
        ['N', 'LD'],
        ['E', 'N'],
      ],
      shown,
    ),
  ).toBe(false);
  expect(matchHeads(rows, shown)).toEqual({
    texts: [
      { at: { row: 1, column: 1 }, text: 'N' },
      { at: { row: 1, column: 0 }, text: 'LD' },
    ],
    unknownDates: ['9 Mar'],
    unknownNames: ['Nobody Known', 'Cy Twin'],
    left: 3,
  });
});

test('a mistyped code is near those that it may mean', () => {
  expect(closest('LDD', ['LD', 'N', 'SD', 'LATE'])).toEqual(['LD', 'SD', 'LATE']);
  expect(closest('ngiht', ['NIGHT', 'LD'])).toEqual(['NIGHT']);
  expect(closest('zz', ['LD', 'N'])).toEqual([]);
});
