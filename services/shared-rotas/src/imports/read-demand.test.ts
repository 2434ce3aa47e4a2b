import { expect, test } from 'vitest';
import type { RotaState } from '../board/state.ts';
import type { DemandTemplate } from '../demand-template/events.ts';
import { readDemand } from './read-demand.ts';
import { readPatterns } from './read-patterns.ts';

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
const file = (text: string) => ({ fileName: 'table.csv', bytes: Buffer.from(text) });
const header = 'code,site,service,role,count,start,end,weekdays,breaks\n';

test('a row of demand is a template; the same file again changes nothing', async () => {
  const first = await readDemand(file(`${header}LD,ra430,ENT,registrar,2,08:00,20:30,Mon-Fri,60\n`), rota, new Map());
  expect(first.problems).toEqual([]);
  expect(first.changes).toMatchObject([
    { row: 2, act: { template: { site: 'RA430', count: 2, weekdays: [1, 2, 3, 4, 5], from: '2026-03-02', to: null } } },
  ]);
  const act = first.changes[0]?.act as { template: DemandTemplate };
  const again = file(`${header}LD,RA430,ENT,registrar,2,8:00,20:30,weekdays,60\n`);
  expect((await readDemand(again, rota, new Map([[act.template.id, act.template]]))).changes).toEqual([]);
});

test('wrong rows of demand are named by row and column', async () => {
  const rows = [
    'LD,RZZ99,ENT,registrar,2,08:00,20:30,daily,60',
    'N,RA430,ENT,registrar,2,20:00,25:30,daily,60',
    'D,RA430,ENT,registrar,0,08:00,16:00,Mon-Fri,60',
    'E,RA430,ENT,registrar,1,08:00,16:00,Fri-Mon,60',
    'F,RA430,ENT,registrar,1,08:00,16:00,daily,60',
    'F,RA430,ENT,registrar,1,08:00,16:00,daily,60',
  ];
  const { changes, problems } = await readDemand(file(header + rows.join('\n')), rota, new Map());
  expect(problems.map(({ row, column }) => [row, column]).sort()).toEqual([
    [2, 'site'],
    [3, 'end'],
    [4, 'count'],
    [5, 'weekdays'],
    [7, 'code'],
  ]);
  expect(changes.map(({ row }) => row)).toEqual([6]);
});

test('weeks of a pattern are put together in order, and a missing week is named', async () => {
  const text =
    'Pattern,Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\nA,2,N,N,N,off,-,,\nA,1,LD,LD,,,,,\nB,1,LD,,,,,,\nB,3,LD,,,,,,\n';
  const { changes, problems } = await readPatterns(file(text), rota, new Map());
  expect(changes).toMatchObject([
    {
      row: 2,
      act: {
        pattern: {
          id: 'ent.A',
          weeks: [
            ['LD', 'LD', '', '', '', '', ''],
            ['N', 'N', 'N', '', '', '', ''],
          ],
        },
      },
    },
  ]);
  expect(problems).toMatchObject([{ row: 4, column: 'week', because: 'Week 2 of B is missing or wrong.' }]);
});
