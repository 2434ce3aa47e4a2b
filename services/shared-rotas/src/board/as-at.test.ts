import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dutyCleared, dutyOpened, dutyPinned, dutyRepointed, dutyWithdrawn } from '../duty/events.ts';
import { publishedDuties } from '../publications/published.ts';
import { rotaExtended, rotaOpened, rotaPublished } from '../rota/events.ts';
import { aDuty, aPlace, aRota, ids, projected } from '../testing.ts';
import { dutiesAsOf } from './as-it-was.ts';
import { momentOf, now } from './moment.ts';
import { dutiesAt, rotaAt } from './state.ts';
import { boardView } from './view.ts';

const rota = aRota();
const duties = ['d1', 'd2', 'd3'].map((id) => aDuty(id, { count: 2 }));
const people = ['p1', 'p2', 'p3'];
type Step = {
  readonly what: 'fill' | 'clear' | 'pin' | 'repoint' | 'withdraw' | 'open' | 'publish' | 'extend';
  readonly duty: number;
  readonly person: number;
};

/** Takes random steps that the deciders would allow, and remembers the state after each. */
function history(steps: readonly Step[]) {
  const world = projected([boardView]);
  const at = (index: number) => new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString();
  const held = new Map<string, { booking: string; person: string; duty: string }>();
  const withdrawn = new Set<string>();
  let version = 0;
  let days = 16;
  const read = (moment: Parameters<typeof dutiesAt>[2]) => ({
    rota: rotaAt(world.rows, 'ent', moment),
    duties: dutiesAt(world.rows, { rota: 'ent', from: '2026-01-01', to: '2027-01-01' }, moment),
  });
  world.take(at(0), rotaOpened.create(rota), ...duties.map((duty) => dutyOpened.create(duty)));
  const states = [read(now)];
  const published: ReturnType<typeof dutiesAt>[] = [];
  for (const [index, step] of steps.entries()) {
    const duty = duties[step.duty]!;
    const person = people[step.person]!;
    const place = [...held.values()].find((one) => one.duty === duty.duty && one.person === person);
    const named = place && {
      duty: duty.duty,
      rota: rota.rota,
      person: ids.person(person),
      booking: ids.booking(place.booking),
    };
    const time = at(index + 1);
    if (step.what === 'fill' && !place && !withdrawn.has(duty.duty)) {
      const booking = `b${index}`;
      held.set(booking, { booking, person, duty: duty.duty });
      world.take(time, aPlace(duty, person, { booking })[1]);
    } else if (step.what === 'clear' && named) {
      held.delete(named.booking);
      world.take(time, dutyCleared.create({ ...named, because: 'cleared', movedTo: null, reassignedTo: null }));
    } else if (step.what === 'pin' && named) world.take(time, dutyPinned.create(named));
    else if (step.what === 'repoint' && named) {
      held.set(named.booking, { ...place, person: 'p9' });
      world.take(time, dutyRepointed.create({ ...named, person: ids.person('p9'), from: named.person }));
    } else if (step.what === 'withdraw' && !withdrawn.has(duty.duty)) {
      withdrawn.add(duty.duty);
      world.take(time, dutyWithdrawn.create({ duty: duty.duty, rota: rota.rota, because: 'hand' }));
    } else if (step.what === 'open' && withdrawn.delete(duty.duty)) world.take(time, dutyOpened.create(duty));
    else if (step.what === 'extend') {
      days++;
      world.take(time, rotaExtended.create({ rota: rota.rota, to: `2026-03-${days}` }));
    } else if (step.what === 'publish') {
      version++;
      published.push(read(now).duties);
      const common = { leadDays: 50, leadDaysAsked: 42, gaps: 0, overridden: 0, rulePack: 'x' };
      const period = { from: '2026-01-01', to: '2027-01-01' };
      world.take(time, rotaPublished.create({ rota: rota.rota, version, period, at: time, ...common }));
    }
    states.push(read(now));
  }
  return { world, at, states, read, published };
}

const step = fc.record({
  what: fc.constantFrom<Step['what'][]>(
    'fill',
    'fill',
    'clear',
    'pin',
    'repoint',
    'withdraw',
    'open',
    'publish',
    'extend',
  ),
  duty: fc.nat({ max: 2 }),
  person: fc.nat({ max: 2 }),
});

test('the board of any past moment is what the board was then', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const { at, states, read } = history(steps);
      for (const [index, state] of states.entries()) expect(read(momentOf(at(index)))).toEqual(state);
    }),
    { numRuns: 200 },
  );
});

test('what is taken from the present and what is read make the board of any past moment', () => {
  const period = { from: '2026-01-01', to: '2027-01-01' };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const { at, states, world } = history(steps);
      for (const [index, state] of states.entries())
        expect(dutiesAsOf(world.rows, { rota: 'ent', period }, momentOf(at(index)))).toEqual(state.duties);
    }),
    { numRuns: 200 },
  );
});

test('every version that was published is what held when it was published', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const { world, published } = history(steps);
      for (const [index, state] of published.entries())
        expect(publishedDuties(world.rows, { rota: 'ent', version: index + 1 })?.map(({ filled }) => filled)).toEqual(
          state.map(({ filled }) => filled),
        );
    }),
    { numRuns: 200 },
  );
});
