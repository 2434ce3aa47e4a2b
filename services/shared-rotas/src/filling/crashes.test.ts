import {
  type EventLog,
  isRejection,
  type Metadata,
  memoryLog,
  type Recorded,
  type Rows,
  type View,
} from '@weft/eventing';
import type { Live } from '@weft/service-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardView } from '../board/view.ts';
import { heldIn } from '../diary/booking.ts';
import { diaryKinds } from '../diary/events.ts';
import { dutyKinds } from '../duty/events.ts';
import { linesView } from '../lines/view.ts';
import { rotaDuties } from '../rota-duties/view.ts';
import { streamsOf } from '../streams.ts';
import { aDuty, aRota, hearNetwork, hearPerson, projected } from '../testing.ts';
import { whenDutyCleared } from '../when-duty-cleared/reaction.ts';
import { whenTimeBooked } from '../when-time-booked/reaction.ts';
import { metadataOf } from '../write-side.fixture.ts';
import { Died, dying } from './dying.fixture.ts';
import { fillingOf } from './filling.ts';

const at = (day: number, from: string, to: string) => {
  const date = `2026-03-${String(day).padStart(2, '0')}`;
  return { date, start: `${date}T${from}:00Z`, end: `${date}T${to}:00Z` };
};
/** Some overlap, some lie too near to each other, one is for two people. */
const DUTIES = [
  aDuty('a', at(3, '08:00', '16:00')),
  aDuty('b', at(3, '12:00', '20:00')),
  aDuty('c', at(4, '01:00', '07:00')),
  aDuty('d', { ...at(6, '08:00', '16:00'), count: 2 }),
  aDuty('e', at(6, '09:00', '17:00')),
];
const PEOPLE = ['p1', 'p2', 'p3'];

type Step =
  | { readonly do: 'fill' | 'clear'; readonly duty: string; readonly person: string }
  | { readonly do: 'move'; readonly from: string; readonly to: string; readonly person: string }
  | { readonly do: 'reassign'; readonly duty: string; readonly from: string; readonly to: string }
  | {
      readonly do: 'takeOver';
      readonly from: string;
      readonly to: string;
      readonly person: string;
      readonly instead: string;
    }
  | { readonly do: 'fillMany'; readonly places: readonly { duty: string; person: string; why: null }[] }
  | { readonly do: 'withdraw'; readonly duty: string }
  | { readonly do: 'react' };

const duty = fc.constantFrom(...DUTIES.map((one) => one.duty as string));
const person = fc.constantFrom(...PEOPLE);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('fill' as const), duty, person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('clear' as const), duty, person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), from: duty, to: duty, person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reassign' as const), duty, from: person, to: person }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('takeOver' as const), from: duty, to: duty, person, instead: person }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fillMany' as const),
      places: fc.array(fc.record({ duty, person, why: fc.constant(null) }), { minLength: 1, maxLength: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), duty: fc.constant('e') }) },
  { weight: 2, arbitrary: fc.constant({ do: 'react' as const }) },
);
/** A step, after how many appends the process dies (not at all when null), and whether its caller tries again. */
const attempted = fc.record({
  step,
  dies: fc.option(fc.record({ after: fc.nat(4), written: fc.boolean() })),
  again: fc.boolean(),
});

const kinds = new Map([...diaryKinds, ...dutyKinds].map((kind) => [kind.type as string, kind]));

const views = [rotaDuties, linesView, boardView] as unknown as View<never>[];
/** All began long ago, by the clock of these tests: nothing is waited for. */
const live: Live = { caughtUp: async () => {}, onChange: () => async () => {} };

function aWorld() {
  const log = memoryLog();
  const { rows, ...world } = projected(views);
  hearNetwork({ rows, ...world });
  for (const id of PEOPLE) hearPerson({ rows, ...world }, { person: id, name: `Person ${id}` });
  let reacted = 0;
  let shown = 0;

  /** Does one step in a process of its own. */
  async function run(wanted: Step, { metadata, through }: { metadata: Metadata; through: EventLog }): Promise<string> {
    const filling = fillingOf({ streams: streamsOf(through), rows });
    const asked = { metadata, override: null, employer: null };
    const by = { employer: null, how: 'manual', why: null, pinned: false } as const;
    const told = (answer: object) => (isRejection(answer) ? answer.rejected : JSON.stringify(answer));
    switch (wanted.do) {
      case 'fill':
        return told(await filling.fill({ ...wanted, ...by }, asked));
      case 'clear':
        return told(await filling.clear(wanted, metadata));
      case 'move':
        return told(wanted.from === wanted.to ? {} : await filling.move(wanted, asked));
      case 'reassign':
        return told(wanted.from === wanted.to ? {} : await filling.reassign(wanted, asked));
      case 'takeOver':
        return told(
          wanted.from === wanted.to || wanted.person === wanted.instead ? {} : await filling.takeOver(wanted, asked),
        );
      case 'withdraw':
        return told(await filling.withdraw(wanted.duty, metadata));
      case 'fillMany': {
        const { filled } = await filling.fillMany(wanted.places, { how: 'manual', metadata, override: null });
        return `filled ${filled}`;
      }
      case 'react':
        await react(through);
        return 'reacted';
      default:
        return wanted satisfies never;
    }
  }

  /** Lets the views, and then the reactions, take in what they have not seen, from where they stand. */
  async function react(through: EventLog) {
    const streams = streamsOf(through);
    const deps = { streams, rows, live };
    const [booked, cleared] = [whenTimeBooked(deps).on, whenDutyCleared(deps).on];
    const on = { ...booked, ...cleared } as Record<string, ((event: Recorded) => Promise<void>) | undefined>;
    const events: Recorded[] = [];
    for await (const batch of log.readAll({ after: null }))
      for (const stored of batch.events) {
        const kind = kinds.get(stored.type);
        events.push({ ...stored, ...(kind?.decode(stored) ?? { data: stored.data }) } as Recorded);
      }
    for (; shown < events.length; shown++)
      for (const { on: show } of views)
        (show as Record<string, ((into: Rows, event: Recorded) => void) | undefined>)[events[shown]!.type]?.(
          rows,
          events[shown]!,
        );
    for (; reacted < events.length; reacted++) {
      const event = events[reacted]!;
      await on[event.type]?.(event);
    }
  }

  return { log, run, react, count: () => reacted };
}

test('however processes die between the steps, diaries and duties agree in the end, and nobody works twice at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(attempted, { minLength: 3, maxLength: 14 }), async (attempts) => {
      const { log, run, react, count } = aWorld();
      const set = streamsOf(log);
      await set.rota.handle('ent', { type: 'OpenRota', rota: aRota() }, metadataOf('open'));
      for (const one of DUTIES) await set.duty.handle(one.duty, { type: 'OpenDuty', duty: one }, metadataOf('open'));
      for (const [index, { step: wanted, dies, again }] of attempts.entries()) {
        const metadata = metadataOf(`command-${index}`);
        const first = await run(wanted, { metadata, through: dying(log, dies) }).catch((error: unknown) => {
          if (error instanceof Died) return null;
          throw error;
        });
        if (!again) continue;
        const second = await run(wanted, { metadata, through: log });
        if (first?.startsWith('{')) expect(second).toBe(first);
      }
      for (let before = -1; before < count(); ) {
        before = count();
        await react(log);
      }

      const streams = streamsOf(log);
      const places: string[] = [];
      for (const one of DUTIES) {
        const { state } = await streams.duty.state(one.duty);
        expect(state.places.length).toBeLessThanOrEqual(state.isWithdrawn ? 0 : one.count);
        places.push(...state.places.map(({ booking, person: who }) => `${one.duty} ${who} ${booking}`));
      }
      const booked: string[] = [];
      for (const who of PEOPLE) {
        const held = heldIn((await streams.diary.state(who)).state).sort((a, b) => (a.start < b.start ? -1 : 1));
        booked.push(...held.map((one) => `${one.duty} ${who} ${one.booking}`));
        for (const [index, { start }] of held.entries())
          if (index > 0) expect(held[index - 1]!.end <= start).toBe(true);
      }
      expect(booked.sort()).toEqual(places.sort());
    }),
    { numRuns: 200 },
  );
}, 60_000);
