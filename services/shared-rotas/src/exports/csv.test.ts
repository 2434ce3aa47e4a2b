import { expect, test } from 'vitest';
import type { DutyState, RotaState } from '../board/state.ts';
import type { DemandTemplate } from '../demand-template/events.ts';
import { readDemand } from '../imports/read-demand.ts';
import { readPatterns } from '../imports/read-patterns.ts';
import { readRotaGrid } from '../imports/read-rota-grid.ts';
import type { Pattern } from '../pattern/events.ts';
import { aDuty, ids } from '../testing.ts';
import { demandCsv, patternsCsv, rotaCsv } from './csv.ts';

const rota: RotaState = {
  rota: 'ent',
  name: 'ENT',
  owner: 'RA4',
  organisations: [],
  arrangements: [],
  sites: ['RA430'],
  period: { from: '2026-03-02', to: '2026-03-04' },
  version: null,
  publishedAt: null,
};
const file = (text: string) => ({ fileName: 'export.csv', bytes: Buffer.from(text) });

test('demand that was exported is imported as the same', async () => {
  const table =
    'code,site,service,role,grades,count,start,end,weekdays,breaks,last day\nN,RA430,ENT,=registrar,ST3; ST4,2,20:00,08:30,Fri;Sat,90,2026-03-03\n';
  const first = await readDemand(file(table), rota, new Map());
  const templates = first.changes.flatMap(({ act }) => (act.do === 'set-demand' ? [act.template] : []));
  expect(templates).toMatchObject([{ from: '2026-03-02', to: '2026-03-04' }]);
  const known = new Map<string, DemandTemplate>(templates.map((one) => [one.id, one]));
  const again = await readDemand(file(demandCsv(templates)), rota, known);
  expect(again).toEqual({ rows: 1, changes: [], problems: [] });
});

test('patterns that were exported are imported as the same', async () => {
  const first = await readPatterns(file('pattern,week,Mon,Sun\nA,1,LD,\nA,2,,N\n'), rota, new Map());
  const patterns = first.changes.flatMap(({ act }) => (act.do === 'set-pattern' ? [act.pattern] : []));
  const known = new Map<string, Pattern>(patterns.map((one) => [one.id, one]));
  expect(await readPatterns(file(patternsCsv(patterns)), rota, known)).toEqual({ rows: 2, changes: [], problems: [] });
});

test('a rota that was exported and is imported again changes nothing', async () => {
  const duties: DutyState[] = ['d1', 'd2'].map((id) => ({
    duty: aDuty(id, { code: id === 'd1' ? 'LD' : 'OC' }),
    withdrawn: false,
    filled: [{ person: 'p1' } as DutyState['filled'][number]],
  }));
  const people = [{ person: ids.person('p1'), name: 'Ada Example', number: '7000001' }];
  const text = rotaCsv(rota, duties, people);
  expect(text).toContain('Ada Example,7000001,p1,LD + OC,');
  const dutyOn = () => {
    throw new Error('No duty is opened.');
  };
  const again = await readRotaGrid(file(text), { rota, duties, templates: [], people, dutyOn });
  expect(again).toEqual({ rows: 1, changes: [], problems: [] });
});
