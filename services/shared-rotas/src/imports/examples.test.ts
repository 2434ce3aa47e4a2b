import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { RotaState } from '../board/state.ts';
import type { DemandTemplate } from '../demand-template/events.ts';
import { aDuty, ids } from '../testing.ts';
import type { ReadImport } from './problems.ts';
import { readDemand } from './read-demand.ts';
import { readPatterns } from './read-patterns.ts';
import { readRotaGrid } from './read-rota-grid.ts';

const rota: RotaState = {
  rota: 'ent',
  name: 'ENT',
  owner: 'RA4',
  organisations: [],
  arrangements: [],
  sites: ['RA430'],
  period: { from: '2026-03-02', to: '2026-03-30' },
  version: null,
  publishedAt: null,
};
const example = (fileName: string) => ({
  fileName,
  bytes: readFileSync(new URL(`../../../../docs/examples/${fileName}`, import.meta.url)),
});
const wrong = ({ problems }: ReadImport) => problems.map(({ row, column }) => [row, column]).sort();

test('the example of demand is read without a problem, the messy one names three wrong rows', async () => {
  expect(await readDemand(example('demand.csv'), rota, new Map())).toMatchObject({ rows: 4, problems: [] });
  const messy = await readDemand(example('demand-messy.csv'), rota, new Map());
  expect(messy.changes.map(({ row }) => row)).toEqual([3, 4]);
  expect(wrong(messy)).toEqual([
    [5, 'site'],
    [6, 'count'],
    [7, 'start'],
    [7, 'weekdays'],
  ]);
});

test('the example of patterns is read without a problem, the messy one names its wrong rows', async () => {
  expect(await readPatterns(example('patterns.csv'), rota, new Map())).toMatchObject({ rows: 4, problems: [] });
  const messy = await readPatterns(example('patterns-messy.csv'), rota, new Map());
  expect(messy.changes).toHaveLength(1);
  expect(wrong(messy)).toEqual([
    [4, 'week'],
    [6, 'week'],
  ]);
});

test('the example of a rota is read without a problem, the messy one names its wrong rows', async () => {
  const templates = (await readDemand(example('demand.csv'), rota, new Map())).changes.flatMap(({ act }) =>
    act.do === 'set-demand' ? [act.template] : [],
  );
  const context = {
    rota,
    duties: [],
    templates,
    people: [
      { person: ids.person('p1'), name: 'Ada Example', number: '7000001' },
      { person: ids.person('p2'), name: 'Bo Sample', number: '7000002' },
      { person: ids.person('p3'), name: 'Cy Specimen', number: '7000003' },
    ],
    dutyOn: ({ code }: DemandTemplate, date: string, more: number) => aDuty(`${code}-${date}-${more}`, { code, date }),
  };
  const clean = await readRotaGrid(example('rota.csv'), context);
  expect(clean.problems).toEqual([]);
  expect(clean.changes).toHaveLength(13);
  const messy = await readRotaGrid(example('rota-messy.csv'), context);
  expect(messy.changes.map(({ what }) => what.slice(0, 30))).toEqual([
    'Ada Example: LD on 2026-03-02,',
    'Ada Example: LD on 2026-03-03,',
    'Ada Example: D on 2026-03-04, ',
    'Bo Sample: n on 2026-03-02, a ',
    'Bo Sample: N on 2026-03-03, a ',
  ]);
  expect(wrong(messy)).toEqual([
    [3, '2026-03-04'],
    [4, 'name'],
    [6, '2026-03-04'],
    [7, 'name'],
  ]);
});
