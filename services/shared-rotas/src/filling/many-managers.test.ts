import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { heldIn } from '../diary/booking.ts';
import { aDuty } from '../testing.ts';
import { manager, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';

const MANAGERS = 50;
/** Five slots on five days; ten duties lie in each, at the same time. */
const SLOTS = ['2026-03-02', '2026-03-04', '2026-03-06', '2026-03-10', '2026-03-12'];
const duties = SLOTS.flatMap((date, slot) =>
  Array.from({ length: MANAGERS / SLOTS.length }, (_, index) =>
    aDuty(`slot${slot}-${index}`, { date, start: `${date}T08:00:00Z`, end: `${date}T16:00:00Z` }),
  ),
);
let world: WriteSideWorld;
beforeEach(async () => {
  world = await startWriteSide(duties, ['p1']);
});
afterEach(() => world.stop());

test('fifty managers book one person at once: one of each slot has them, and no two duties overlap', async () => {
  const answers = await Promise.allSettled(
    duties.map(({ duty }, index) =>
      world.call({ ...manager, person: `m${index}` }).duties.fill({ commandId: randomUUID(), duty, person: 'p1' }),
    ),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(SLOTS.length);
  const codes = answers.flatMap((answer) =>
    answer.status === 'rejected'
      ? [(answer.reason as { cause: { refusal: { rejected: string } } }).cause.refusal.rejected]
      : [],
  );
  expect(new Set(codes)).toEqual(new Set(['overlap']));
  await world.caughtUp();
  const held = heldIn((await world.streams.diary.state('p1')).state);
  expect(held.map(({ start }) => start.slice(0, 10)).sort()).toEqual(SLOTS);
  for (const one of held)
    for (const other of held) if (one !== other) expect(one.end <= other.start || other.end <= one.start).toBe(true);
  const filled = await Promise.all(duties.map(async ({ duty }) => (await world.streams.duty.state(duty)).state.places));
  expect(
    filled
      .flat()
      .map(({ booking }) => booking)
      .sort(),
  ).toEqual(held.map(({ booking }) => booking).sort());
});
