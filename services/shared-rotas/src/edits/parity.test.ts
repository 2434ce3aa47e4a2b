import { randomUUID } from 'node:crypto';
import { addDays } from '@weft/rostering';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDuty } from '../testing.ts';
import { manager, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';
import type { CellEdit } from './cell-edit.ts';

const DAYS = Array.from({ length: 5 }, (_, day) => addDays('2026-03-02', day));
const PEOPLE = ['p1', 'p2', 'p3', 'p4'];
/** Early, late and night follow each other too closely for one person; two early ones lie at the same time. */
const TIMES = { E: ['06:00', '14:00'], L: ['13:00', '22:00'], N: ['20:00', '08:00'] } as const;
const duties = DAYS.flatMap((date) =>
  Object.entries(TIMES).map(([code, [from, to]]) =>
    aDuty(`${code}-${date}`, {
      ...{ date, code, count: code === 'E' ? 2 : 1 },
      start: `${date}T${from}:00Z`,
      end: `${code === 'N' ? addDays(date, 1) : date}T${to}:00Z`,
    }),
  ),
);

const set = fc.oneof(
  { weight: 6, arbitrary: fc.record({ code: fc.constantFrom('E', 'l', 'N', 'X'), extra: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ clear: true as const }) },
  { weight: 1, arbitrary: fc.record({ pin: fc.boolean() }) },
);
const cell = fc.record({ person: fc.constantFrom(...PEOPLE), date: fc.constantFrom(...DAYS), set });
const edits = fc.array(fc.array(cell, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 });
const rota = 'ent' as never;

/** Who is on which duty of those that are not withdrawn, and whether they are pinned. */
async function board({ rows }: WriteSideWorld) {
  return rows
    .all<{ place: string }>(
      `SELECT d.duty || ' ' || p.person || ' ' || p.pinned AS place FROM rota_places p JOIN rota_duties d ON d.duty = p.duty
       ORDER BY place`,
    )
    .map(({ place }) => place);
}

test('an edit does what its preview told, undoing it all leads back, and redoing it all forth again', async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (all) => {
      const world = await startWriteSide(duties, PEOPLE);
      const { rotas } = world.call(manager);
      const before = await board(world);
      for (const some of all) {
        const cells = some as unknown as CellEdit[];
        const shown = await rotas.previewEdit({ rota, cells });
        const told = shown.cells.flatMap(({ refused }) => (refused ? [refused.code] : []));
        const made = await rotas.edit({ commandId: randomUUID(), rota, cells, how: 'pasted', partly: true });
        expect(made.refused.map(({ code }) => code).sort()).toEqual(told.sort());
        await world.caughtUp();
        const held = await board(world);
        for (const { person, fills, clears, refused } of shown.cells) {
          if (refused) continue;
          const wanted = fills.filter(({ isExtra }) => !isExtra).map(({ duty }) => `${duty} ${person}`);
          expect(wanted.filter((place) => !held.some((one) => one.startsWith(place)))).toEqual([]);
          const gone = clears.map(({ duty }) => `${duty} ${person}`);
          expect(gone.filter((place) => held.some((one) => one.startsWith(place)))).toEqual([]);
        }
      }
      const after = await board(world);
      while ((await rotas.myEdits({ rota })).undo) {
        const { kept } = await rotas.undoEdit({ commandId: randomUUID(), rota });
        expect(kept).toEqual([]);
      }
      await world.caughtUp();
      expect(await board(world)).toEqual(before);
      while ((await rotas.myEdits({ rota })).redo) await rotas.redoEdit({ commandId: randomUUID(), rota });
      await world.caughtUp();
      expect(await board(world)).toEqual(after);
      await world.stop();
    }),
    { numRuns: 40 },
  );
}, 120_000);
