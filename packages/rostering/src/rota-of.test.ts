import { expect, test } from 'vitest';
import { readRotaFile } from './rota-file.ts';
import { rotaOf } from './rota-of.ts';

function read(changes: object) {
  const duty = (id: string, kind: string) => ({
    id,
    site: 'A',
    kind,
    start: '2026-03-02T08:00Z',
    end: '2026-03-02T16:00Z',
    expectedWorkMinutes: 60,
  });
  const employments = [{ employer: 'RX1', assignment: '1', pack: 'WTR' }];
  const result = readRotaFile(
    JSON.stringify({
      format: 'weft-rota',
      version: 1,
      zone: 'Europe/London',
      period: { from: '2026-03-02', to: '2026-03-09' },
      known: { from: '2026-03-02', to: '2026-03-09' },
      sites: ['A', 'B', 'C'].map((id) => ({ id, organisation: 'RX1' })),
      travelMinutes: [],
      people: [
        { id: 'p2', optOut48: true, employments },
        { id: 'p1', optOut48: false, employments },
      ],
      duties: [duty('d1', 'shift'), duty('d2', 'on-call'), duty('gap', 'shift')],
      assignments: [
        { duty: 'd1', person: 'p1', employer: 'RX1' },
        { duty: 'd1', person: 'p2', employer: 'RX1' },
        { duty: 'd2', person: 'p1', employer: 'RX1' },
      ],
      leave: [{ person: 'p1', kind: 'sick', from: '2026-03-04', to: '2026-03-05' }],
      ...changes,
    }),
  );
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return rotaOf(result.file);
}

test('everybody has the duties that they hold, and nobody a gap', () => {
  const { people } = read({});
  expect(people.map(({ person, duties }) => [person.id, duties.map(({ id }) => id)])).toEqual([
    ['p2', ['d1']],
    ['p1', ['d1', 'd2']],
  ]);
  expect(people[1]!.person.leave).toEqual([{ kind: 'sick', from: '2026-03-04', to: '2026-03-05' }]);
  expect(people[1]!.duties[0]!.start).toBe(Date.UTC(2026, 2, 2, 8));
});

test('expected work belongs to on-call only', () => {
  expect(read({}).people[1]!.duties.map(({ expectedWorkMinutes }) => expectedWorkMinutes)).toEqual([0, 60]);
});

test('one way serves both directions unless the way back is named too; a pair without one is 0', () => {
  const ways = [
    { from: 'A', to: 'B', minutes: 41 },
    { from: 'C', to: 'A', minutes: 20 },
    { from: 'A', to: 'C', minutes: 25 },
  ];
  const { travelMinutes } = read({ travelMinutes: ways }).frame;
  expect([travelMinutes('A', 'B'), travelMinutes('B', 'A')]).toEqual([41, 41]);
  expect([travelMinutes('A', 'C'), travelMinutes('C', 'A')]).toEqual([25, 20]);
  expect([travelMinutes('B', 'C'), travelMinutes('X', 'Y')]).toEqual([0, 0]);
});
