import { randomUUID } from 'node:crypto';
import { addDays } from '@weft/rostering';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aDuty } from '../testing.ts';
import { manager, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';
import type { CellEdit } from './cell-edit.ts';

const DAYS = Array.from({ length: 5 }, (_, day) => addDays('2026-03-02', day));
const PEOPLE = Array.from({ length: 40 }, (_, index) => `p${index}`);
const duties = DAYS.flatMap((date) =>
  ['C', 'K'].map((code) =>
    aDuty(`${code}-${date}`, {
      ...{ date, code, count: PEOPLE.length },
      start: `${date}T08:00:00Z`,
      end: `${date}T16:00:00Z`,
    }),
  ),
);
const block = (set: object) =>
  PEOPLE.flatMap((person) => DAYS.map((date) => ({ person, date, set }))) as unknown as CellEdit[];
const rota = 'ent' as never;
let world: WriteSideWorld;
const id = () => ({ commandId: randomUUID() });
const rotas = () => world.call(manager).rotas;
const filled = async (code: string) => {
  const states = await Promise.all(DAYS.map((date) => world.streams.duty.state(`${code}-${date}`)));
  return states.reduce((sum, { state }) => sum + state.places.length, 0);
};

beforeEach(async () => {
  world = await startWriteSide(duties, PEOPLE);
});
afterEach(() => world.stop());

test('two hundred cells are pasted over, undone and redone, but for those that somebody else changed', async () => {
  expect((await rotas().edit({ ...id(), rota, cells: block({ code: 'C' }), how: 'pasted' })).done).toHaveLength(200);
  const pasted = await rotas().edit({ ...id(), rota, cells: block({ code: 'k' }), how: 'pasted' });
  expect(pasted).toMatchObject({ refused: [] });
  expect([await filled('C'), await filled('K')]).toEqual([0, 200]);
  expect((await rotas().myEdits({ rota })).undo).toMatchObject({ words: 'Pasted 200 cells', cells: 200 });
  const theirs = [
    { person: 'p0', date: DAYS[0], set: { clear: true } },
    { person: 'p1', date: DAYS[1], set: { code: 'C' } },
  ] as unknown as CellEdit[];
  const other = world.call({ ...manager, person: 'm2' }).rotas;
  await other.edit({ ...id(), rota, cells: theirs, how: 'typed', partly: false });
  const undone = await rotas().undoEdit({ ...id(), rota });
  expect(undone.undone).toHaveLength(198);
  expect(undone.kept.map(({ person }) => person)).toEqual(['p0', 'p1']);
  expect([await filled('C'), await filled('K')]).toEqual([199, 0]);
  expect((await rotas().redoEdit({ ...id(), rota })).undone).toHaveLength(198);
  expect([await filled('C'), await filled('K')]).toEqual([1, 198]);
}, 30_000);

test('a block with an unknown code says at which cells, and changes nothing; in part it leaves them out', async () => {
  const cells = block({ code: 'C' }).map((cell, index) => (index % 50 === 0 ? { ...cell, set: { code: 'CC' } } : cell));
  const whole = await rotas().edit({ ...id(), rota, cells: cells as CellEdit[], how: 'pasted' });
  expect(whole.done).toEqual([]);
  expect(whole.refused).toHaveLength(4);
  expect(whole.refused[0]?.because).toBe('This rota has no code CC. Did you mean C?');
  expect(await filled('C')).toBe(0);
  const part = await rotas().edit({ ...id(), rota, cells: cells as CellEdit[], how: 'pasted', partly: true });
  expect([part.done.length, part.refused.length, await filled('C')]).toEqual([196, 4, 196]);
}, 30_000);

test('two managers paste over the same cells at once: each cell goes to one of them, and nothing is lost or doubled', async () => {
  const other = world.call({ ...manager, person: 'm2' }).rotas;
  const [mine, theirs] = await Promise.all([
    rotas().edit({ ...id(), rota, cells: block({ code: 'C' }), how: 'pasted', partly: true }),
    other.edit({ ...id(), rota, cells: block({ code: 'K' }), how: 'pasted', partly: true }),
  ]);
  const [c, k] = [await filled('C'), await filled('K')];
  expect(c + k).toBe(200);
  expect(mine.done.length + theirs.done.length).toBeGreaterThanOrEqual(200);
  expect(theirs.done.length).toBeGreaterThanOrEqual(k);
  await world.caughtUp();
  const times = world.rows.all('SELECT booking FROM lines_bookings WHERE valid_to IS NULL');
  expect(times).toHaveLength(200);
}, 30_000);
