import { expect, test } from 'vitest';
import type { DutyState, RotaState } from '../board/state.ts';
import type { DemandTemplate } from '../demand-template/events.ts';
import { aDuty, ids } from '../testing.ts';
import { dayOfTitle } from './grid-days.ts';
import { type GridContext, readRotaGrid } from './read-rota-grid.ts';

const rota: RotaState = {
  rota: 'ent',
  name: 'ENT',
  owner: 'RA4',
  organisations: [],
  arrangements: [],
  sites: ['RA430'],
  period: { from: '2026-03-02', to: '2026-03-16' },
  version: null,
  publishedAt: null,
};
const template = { id: 't1', code: 'N', count: 1 } as unknown as DemandTemplate;
const state = (id: string, changes: Parameters<typeof aDuty>[1] = {}, filled: string[] = []): DutyState => ({
  duty: aDuty(id, changes),
  withdrawn: false,
  filled: filled.map((person) => ({ person }) as DutyState['filled'][number]),
});
const context: GridContext = {
  rota,
  duties: [state('d1', { code: 'LD' }), state('d2', { code: 'LD', date: '2026-03-03' }, ['p1'])],
  templates: [template],
  people: [
    { person: ids.person('p1'), name: 'Ada Example', number: '7000001' },
    { person: ids.person('p2'), name: 'Bo Sample', number: '7000002' },
    { person: ids.person('p3'), name: 'Bo Sample', number: '7000003' },
  ],
  dutyOn: ({ code }, date, more) => aDuty(`t1-${date}-${more}`, { code, date }),
};
const read = (text: string) => readRotaGrid({ fileName: 'rota.csv', bytes: Buffer.from(text) }, context);

test('a code takes a free duty of its day, and what stands in the rota already is no change', async () => {
  const { changes, problems } = await read('Name,02/03/2026,03/03/2026\nAda Example,LD,LD\n');
  expect(problems).toEqual([]);
  expect(changes).toEqual([
    { row: 2, what: 'Ada Example: LD on 2026-03-02.', act: { do: 'place', duty: 'd1', person: 'p1', open: null } },
  ]);
});

test('a code whose duties are taken opens another one by its demand template', async () => {
  const { changes } = await read('Name;Mon 2 Mar\nExample, Ada;n + off\n'.replace('Example, Ada', '"Example, Ada"'));
  expect(changes).toMatchObject([{ act: { do: 'place', duty: 't1-2026-03-02-1', person: 'p1', open: { code: 'N' } } }]);
});

test('wrong rows are named by row and column with what to do', async () => {
  const { changes, problems } = await read(
    'name,number,2026-03-02,2026-03-03\nBo Sample,,LD,\n,7000002,LDD,LD\nAda Exmple,,LD,\n,,LD,\n,7000003,off,AL\n',
  );
  expect(problems).toMatchObject([
    { row: 2, column: 'name', value: 'Bo Sample', because: '2 people are called Bo Sample.' },
    { row: 3, column: '2026-03-02', value: 'LDD', mend: expect.stringContaining('LD') },
    { row: 3, column: '2026-03-03', because: 'All places of LD on 2026-03-03 are taken.' },
    { row: 4, column: 'name', mend: expect.stringContaining('Ada Example') },
    { row: 5, column: 'name', because: 'The row names nobody.' },
  ]);
  expect(changes).toEqual([]);
});

test('a file without a column for any day says so', async () => {
  const { problems } = await read('name,Monday\nAda Example,LD\n');
  expect(problems.at(-1)).toMatchObject({ because: 'No column names a day.', value: 'Monday' });
});

test('a column names a day in many spellings, if the period has it once', () => {
  for (const title of ['2026-03-05', '05/03/2026', 'Thu 5 Mar', '5th March', 'Thursday 05/03'])
    expect(dayOfTitle(title, rota.period)).toBe('2026-03-05');
  expect(dayOfTitle('5 Mar', { from: '2026-03-01', to: '2027-04-01' })).toBeNull();
  expect(dayOfTitle('5 June', rota.period)).toBeNull();
  expect(dayOfTitle('Remarks', rota.period)).toBeNull();
});
