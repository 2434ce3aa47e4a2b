import fc from 'fast-check';
import { expect, test } from 'vitest';
import { now } from '../board/moment.ts';
import { leaveEntered, leaveRemoved, timeReleased } from '../diary/events.ts';
import { aDuty, aPlace, ids, projected } from '../testing.ts';
import { linesAt } from './state.ts';
import { linesView } from './view.ts';

const people = ['p1', 'p2', 'p3'];
const AT = '2026-01-01T00:00:00.000Z';

/** Rows by which nothing was read yet. */
const unread = (world: ReturnType<typeof projected>) => ({ ...world.rows });

test('lines that are kept are those that are read anew, after every event', () => {
  const step = fc.record({
    what: fc.constantFrom('book', 'release', 'leave', 'back', 'look'),
    person: fc.nat(2),
    duty: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const world = projected([linesView]);
      const booked = new Set<string>();
      for (const { what, person, duty } of steps) {
        const who = people[person] as string;
        const place = { person: ids.person(who), booking: ids.booking(`d${duty}~${who}`) };
        const leave = { id: `l${person}` as never, person: ids.person(who), kind: 'annual' as const, origin: null };
        if (what === 'book' && !booked.has(place.booking)) {
          booked.add(place.booking);
          world.take(AT, aPlace(aDuty(`d${duty}`), who)[0]);
        }
        if (what === 'release' && booked.delete(place.booking))
          world.take(
            AT,
            timeReleased.create({ ...place, duty: ids.duty(`d${duty}`), rota: ids.rota('ent'), because: 'cleared' }),
          );
        if (what === 'leave') world.take(AT, leaveEntered.create({ ...leave, from: '2026-03-02', to: '2026-03-09' }));
        if (what === 'back') world.take(AT, leaveRemoved.create({ person: leave.person, leave: leave.id }));
        const some = what === 'look' ? people : [who];
        expect(linesAt(world.rows, some, now)).toEqual(linesAt(unread(world), some, now));
      }
    }),
    { numRuns: 200 },
  );
});

test('a line is the same object until something of its person changes', () => {
  const world = projected([linesView]);
  world.take(AT, aPlace(aDuty('d1'), 'p1')[0]);
  const [first, second] = linesAt(world.rows, ['p1', 'p2'], now);
  world.take(AT, aPlace(aDuty('d2', { start: '2026-03-03T08:00:00Z', end: '2026-03-03T16:00:00Z' }), 'p2')[0]);
  const [firstLater, secondLater] = linesAt(world.rows, ['p1', 'p2'], now);
  expect(firstLater).toBe(first);
  expect(secondLater?.bookings).toHaveLength(1);
  expect(second?.bookings).toHaveLength(0);
});
