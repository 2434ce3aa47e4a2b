import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  codeCell,
  dateCell,
  emptyOr,
  listCell,
  numberCell,
  oneOfCell,
  textCell,
  timeCell,
  yesNoCell,
} from './cells.ts';
import { column } from './layout.ts';
import { TABLE_LIMITS } from './read-grid.ts';
import { readTable } from './read-table.ts';
import { inventedWorkbook } from './testing/invented-workbook.ts';
import { writeCsv } from './write-csv.ts';

const layout = {
  name: column('name', textCell(40)),
  site: column('site', codeCell(z.string().regex(/^[A-Z0-9]{3,5}$/, 'A site code has 3 to 5 letters and digits')), {
    synonyms: ['site code', 'ODS code'],
    mend: 'Write the code, such as RA430.',
  }),
  from: column('first day', dateCell, { synonyms: ['start'] }),
  count: column('count', emptyOr(numberCell(1, 50, 'whole')), { needed: false }),
};
const read = (content: string | Uint8Array) =>
  readTable({ fileName: 'table.csv', bytes: typeof content === 'string' ? Buffer.from(content) : content }, layout);
async function rowsOf(content: string | Uint8Array) {
  const table = await read(content);
  if ('unreadable' in table) throw new Error(JSON.stringify(table.unreadable));
  return table;
}
async function faultsOf(content: string | Uint8Array) {
  const table = await read(content);
  if (!('unreadable' in table)) throw new Error('It was read.');
  return table.unreadable;
}
const ada = { name: 'Ada, of York', site: 'RA430', from: '2026-03-02', count: 3 };

test.each([
  ['commas', 'name,site,first day,count\n"Ada, of York",RA430,2026-03-02,3\n'],
  ['semicolons', 'name;site;first day;count\r\nAda, of York;RA430;2026-03-02;3\r\n'],
  ['tabs', 'name\tsite\tfirst day\tcount\rAda, of York\tRA430\t2026-03-02\t3\r'],
  ['a byte order mark', '\ufeffname,site,first day,count\n"Ada, of York",RA430,2026-03-02,3'],
  ['a separator line', 'sep=;\nname;site;first day;count\nAda, of York;RA430;2026-03-02;3'],
  ['synonyms, case, spaces and another order', '  COUNT ,Start,Site-Code,Name\n3,02/03/2026,ra430,"Ada, of York"\n'],
])('a table with %s is read', async (_what, text) => {
  const { rows, problems } = await rowsOf(text);
  expect(problems).toEqual([]);
  expect(rows.map(({ values }) => values)).toEqual([ada]);
});

test('rows keep the number that a spreadsheet shows, blank rows counted', async () => {
  const { rows } = await rowsOf('\nname,site,first day\n\nAda,RA430,2026-03-02\n,,\nBea,RA430,2026-03-02\n');
  expect(rows.map(({ row, values }) => [row, values.name])).toEqual([
    [4, 'Ada'],
    [6, 'Bea'],
  ]);
});

test.each(['utf-16le', 'utf-16be', 'windows-1252'])('letters in %s come out right', async (encoding) => {
  const text = 'name,site,first day\nZoë Müller,RA430,2026-03-02\nRenée O’Hara,RA430,2026-03-02\n';
  const { rows } = await rowsOf(iconv.encode(text, encoding, { addBOM: true }));
  expect(rows.map(({ values }) => values.name)).toEqual(['Zoë Müller', 'Renée O’Hara']);
});

test.each([
  ['Shift_JIS', '名前は山田太郎です。病院の勤務表を作成しました。とても良い天気です。'],
  ['windows-1251', 'Список сотрудников больницы, составленный вчера вечером главным врачом'],
])('a text in %s is refused with its name, not read wrongly', async (encoding, words) => {
  const [fault] = await faultsOf(iconv.encode(`name,site,first day\n${words},RA430,2026-03-02\n`, encoding));
  expect(fault?.because).toContain('encoding that is not read here');
  expect(fault?.because).toContain(encoding);
  expect(fault?.mend).toContain('CSV UTF-8');
});

test('letters that were spoilt before are named with what they were', async () => {
  const { problems } = await rowsOf('name,site,first day\nJosÃ©,RA430,2026-03-02\nJos\ufffd,RA430,2026-03-02\n');
  expect(problems.map(({ row, column, mend }) => [row, column, mend])).toEqual([
    [2, 'name', 'Write José, and save the file as CSV UTF-8.'],
    [3, 'name', 'Write the cell again, and save the file as CSV UTF-8.'],
  ]);
});

test.each([
  ['nothing', '', 'empty'],
  ['blank rows only', '\n\n,,\n', 'no rows'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'another kind of file'],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'before 2007'],
  ['a damaged workbook', Buffer.from('PK\u0003\u0004 and no more', 'latin1'), 'cannot be read as one'],
  ['half a letter of UTF-16', Buffer.from([0xff, 0xfe, 0x41]), 'damaged'],
  ['an open quotation mark', 'name,site,first day\n"Ada,RA430,2026-03-02\n', 'quotation mark'],
  ['too many bytes', Buffer.alloc(TABLE_LIMITS.bytes + 1, 'a'), '4 MB is the most'],
  ['too many rows', `name,site,first day\n${'a,RA430,2026-03-02\n'.repeat(20_001)}`, '20001 rows'],
  ['too many columns', `${'a,'.repeat(900)}a\nb`, '901 columns'],
])('a file with %s is refused in plain words', async (_what, content, because) => {
  const faults = await faultsOf(content);
  expect(faults).toHaveLength(1);
  expect(faults[0]?.because).toContain(because);
  expect(faults[0]?.mend).not.toBe('');
});

test('a workbook that unpacks to far more than it weighs is refused before it is unpacked', async () => {
  const workbook = Buffer.from(inventedWorkbook([['name']]));
  const at = workbook.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  workbook.writeUInt32LE(0xfffffff0, at + 24);
  expect((await faultsOf(workbook))[0]?.because).toContain('unpacks to more than 64 MB');
});

test('missing, misspelt and doubled columns are named, each with what is near', async () => {
  const faults = await faultsOf('nme,Site,ODS code,shoe size\nAda,RA430,RA430,44\n');
  expect(faults.map(({ row, because, mend }) => [row, because, mend])).toEqual([
    [1, 'Columns B ("Site") and C ("ODS code") are both the column "site".', 'Leave one of them out, or rename it.'],
    [1, 'Column A is called "nme", which is not known.', 'Call it "name", if that is meant.'],
    [1, 'The column "first day" is missing.', 'Add it, or rename the column that holds it (not known: "shoe size").'],
  ]);
});

test('a misspelt column that may be absent is named too, and one that resembles nothing is left unused', async () => {
  expect((await faultsOf('name,site,first day,cuont\n'))[0]?.mend).toContain('"count"');
  expect((await rowsOf('name,site,first day,shoe size\n')).unused).toEqual(['shoe size']);
});

test('each wrong cell is named by row and column, and the right rows are read', async () => {
  const { rows, problems, count } = await rowsOf(
    'name,site,first day,count\nAda,RA430,31/02/2026,3\n,R!,2026-13-01,0\nBea,RA430,2026-03-02,\nCy,RA430,03/25/2026,2.5\nDi,RA430,2026-03-02,3,4\n',
  );
  expect(count).toBe(5);
  expect(rows.map(({ row }) => row)).toEqual([4]);
  expect(problems.map(({ row, column, value, because }) => [row, column, value, because])).toEqual([
    [2, 'first day', '31/02/2026', '"31/02/2026" does not exist: February 2026 has 28 days.'],
    [3, 'name', '', 'The cell is empty.'],
    [3, 'site', 'R!', 'A site code has 3 to 5 letters and digits'],
    [3, 'first day', '2026-13-01', '"2026-13-01" does not exist: there is no month 13.'],
    [3, 'count', '0', '0 is not between 1 and 50.'],
    [5, 'first day', '03/25/2026', '"03/25/2026" does not exist: there is no month 25.'],
    [5, 'count', '2.5', '2.5 is no whole number.'],
    [6, null, '4', 'The row has 5 cells, and the header 4.'],
  ]);
  expect(problems.every(({ mend }) => mend.length > 5)).toBe(true);
  expect(problems[2]?.mend).toBe('Write the code, such as RA430.');
});

test('a workbook is read: days, numbers, gaps and text', async () => {
  const workbook = inventedWorkbook([
    ['name', 'site', 'first day', 'count'],
    ['Ada, of York', 'RA430', { day: '2026-03-02' }, 3],
    [null, null, null, null],
    ['Bea & Co', 'RA430', '02/03/2026', null],
    ['Cy', 'RA430', 46083, 'x'],
  ]);
  const { rows, problems, encoding } = await rowsOf(workbook);
  expect(encoding).toBe('XLSX');
  expect(rows).toEqual([
    { row: 2, values: ada, others: new Map() },
    { row: 4, values: { name: 'Bea & Co', site: 'RA430', from: '2026-03-02', count: null }, others: new Map() },
  ]);
  expect(problems).toMatchObject([{ row: 5, column: 'count', value: 'x' }]);
});

test('columns that no layout can name are taken by their titles, days in a workbook too', async () => {
  const grid = inventedWorkbook([
    ['name', { day: '2026-03-02' }, { day: '2026-03-03' }],
    ['Ada', 'LD', null],
  ]);
  const byDay = (title: string) => {
    const day = dateCell.safeParse(title);
    return day.success ? day.data : null;
  };
  const table = await readTable({ fileName: 'rota.xlsx', bytes: grid }, { name: layout.name }, byDay);
  if ('unreadable' in table) throw new Error('unreadable');
  expect([...(table.rows[0]?.others ?? [])]).toEqual([
    ['2026-03-02', 'LD'],
    ['2026-03-03', ''],
  ]);
  const twice = await readTable(
    { fileName: 'rota.csv', bytes: Buffer.from('name,2026-03-02,02/03/2026\n') },
    { name: layout.name },
    byDay,
  );
  expect(twice).toMatchObject({ unreadable: [{ row: 1, column: '02/03/2026' }] });
});

test('what is written is no formula in a spreadsheet, and reads back equal', async () => {
  const names = ['=1+1', '+44', '-x', '@here', "'=quoted", "''+twice", "'plain", 'a "b", c', 'Zoë', ' = x'];
  const text = writeCsv(
    ['name', 'site', 'first day'],
    names.map((name) => [name, 'RA430', '2026-03-02']),
  );
  for (const line of text.split('\r\n')) expect(line).not.toMatch(/^[\ufeff"]?[=+\-@]/);
  const { rows } = await rowsOf(text);
  expect(rows.map(({ values }) => values.name)).toEqual(names.map((name) => name.trim()));
});

test.each([
  [timeCell, '8:30', '08:30'],
  [timeCell, '08.30', '08:30'],
  [yesNoCell, 'Y', true],
  [yesNoCell, 'no', false],
  [listCell, 'a; b | a;', ['a', 'b']],
  [oneOfCell(['on-call', 'shift']), 'On call', 'on-call'],
  [numberCell(0, 1.5, 'any'), '0.8', 0.8],
  [dateCell, '2026-3-2', '2026-03-02'],
  [dateCell, '29/02/2028', '2028-02-29'],
])('a cell is read as people write it (%#)', (cell, text, value) => {
  expect(cell.parse(text)).toEqual(value);
});

test.each([
  [timeCell, '24:00', '24:00'],
  [yesNoCell, 'perhaps', 'neither yes nor no'],
  [oneOfCell(['on-call', 'shift']), 'shft', 'not one of'],
  [numberCell(0, 1.5, 'any'), '1,5', 'no number'],
  [dateCell, '02/03/26', 'no date'],
  [textCell(3), 'abcd', '4 characters'],
])('a wrong cell says why (%#)', (cell, text, because) => {
  const issue = cell.safeParse(text).error?.issues[0] as { message: string; params?: { mend: string } };
  expect(issue.message).toContain(because);
  expect(issue.params?.mend).toBeTruthy();
});
