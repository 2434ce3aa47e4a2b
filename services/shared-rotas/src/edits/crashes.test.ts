import { type EventLog, isRejection, LogUnavailableError, memoryLog } from '@weft/eventing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heldIn } from '../diary/booking.ts';
import { networkReader } from '../facts/network-facts.ts';
import { fillingOf } from '../filling/filling.ts';
import { bookingIdOf } from '../filling/wanted.ts';
import { streamsOf } from '../streams.ts';
import { aDuty, aRota, hearNetwork, hearPerson, ids, projected } from '../testing.ts';
import { metadataOf } from '../write-side.fixture.ts';
import type { Cell, Run, Step } from './events.ts';
import { editRunner } from './runner.ts';

const at = (day: number, from: string, to: string) => {
  const date = `2026-03-0${day}`;
  return { date, start: `${date}T${from}:00Z`, end: `${date}T${to}:00Z` };
};
const DUTIES = [
  aDuty('a', at(3, '08:00', '16:00')),
  aDuty('b', at(3, '12:00', '20:00')),
  aDuty('c', at(5, '08:00', '16:00')),
  aDuty('d', at(5, '09:00', '17:00')),
  aDuty('e', at(7, '08:00', '16:00')),
];
const PEOPLE = ['p1', 'p2', 'p3'];
const by = { employer: null, how: 'manual', why: null, pinned: false } as const;
const onDay = (person: string, date: string): Cell => ({ person: ids.person(person), date });

class Died extends LogUnavailableError {}

/** A log that dies at its nth append, before the events are written or after; and at every append from then on. */
function dying(log: EventLog, { after, written }: { after: number; written: boolean }): EventLog {
  let left = after;
  return {
    ...log,
    async append(stream, expected, events) {
      if (left < 0) throw new Died('The process is dead.');
      if (left-- > 0) return log.append(stream, expected, events);
      if (written) await log.append(stream, expected, events);
      throw new Died('The process dies here.');
    },
  };
}

/** p1 and p2 swap a and b, p3 goes from c to d, and p1 gets e. */
function swapping(bookings: ReadonlyMap<string, string>, partly: boolean): Run {
  const held = (duty: string) => bookings.get(duty) as never;
  const clear = (duty: string, cell: Cell): Step => ({
    ...{ do: 'clear', ...cell, duty: ids.duty(duty), booking: held(duty), pinned: false },
  });
  const fill = (duty: string, cell: Cell, how: { takes?: number; leaves?: number }): Step => ({
    ...{ do: 'fill', ...cell, duty: ids.duty(duty), pinned: false, override: null },
    ...{ takes: how.takes ?? null, leaves: how.leaves ?? null },
  });
  return {
    ...{ edit: 'e1', rota: ids.rota('ent'), kind: 'edit', of: null, how: 'swapped', partly, override: null },
    at: metadataOf('e1').at,
    cells: 4,
    steps: [
      clear('a', onDay('p1', '2026-03-03')),
      clear('b', onDay('p2', '2026-03-03')),
      clear('c', onDay('p3', '2026-03-05')),
      fill('b', onDay('p1', '2026-03-03'), { takes: 1 }),
      fill('a', onDay('p2', '2026-03-03'), { takes: 0 }),
      fill('d', onDay('p3', '2026-03-05'), { leaves: 2 }),
      fill('e', onDay('p1', '2026-03-07'), {}),
    ],
    refused: [],
  };
}

const duty = fc.constantFrom(...DUTIES.map((one) => one.duty as string));
const person = fc.constantFrom(...PEOPLE);
/** What another manager does between two lives of the process. */
const meddling = fc.record({ do: fc.constantFrom('fill', 'clear', 'nothing', 'nothing'), duty, person });
const life = fc.record({ after: fc.nat(12), written: fc.boolean(), meddling });

test('however processes die in an edit, it comes to one end: all of it or nothing, or in part with the reasons', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { maxLength: 4 }), meddling, fc.boolean(), async (lives, first, partly) => {
      const log = memoryLog();
      const { rows, ...world } = projected([]);
      hearNetwork({ rows, ...world });
      for (const id of PEOPLE) hearPerson({ rows, ...world }, { person: id, name: `Person ${id}` });
      const sound = streamsOf(log);
      await sound.rota.handle('ent', { type: 'OpenRota', rota: aRota() }, metadataOf('open'));
      for (const one of DUTIES) await sound.duty.handle(one.duty, { type: 'OpenDuty', duty: one }, metadataOf('open'));
      const bookings = new Map<string, string>();
      for (const [of, who] of ['a p1', 'b p2', 'c p3'].map((one) => one.split(' ') as [string, string])) {
        const asked = { metadata: metadataOf(`set-${of}`), override: null };
        const placed = await fillingOf({ streams: sound, rows }).fill({ ...by, duty: of, person: who }, asked);
        if (!isRejection(placed)) bookings.set(of, placed.booking);
      }
      let meddled = 0;
      const meddle = async (wanted: typeof first) => {
        if (wanted.do === 'nothing') return;
        const filling = fillingOf({ streams: streamsOf(log), rows });
        const metadata = metadataOf(`meddle-${++meddled}`);
        if (wanted.do === 'fill') await filling.fill({ ...by, ...wanted }, { metadata, override: null });
        else await filling.clear(wanted, metadata);
      };
      const run = swapping(bookings, partly);
      const metadata = metadataOf('e1');
      await sound.edits.handle('ent/m1', { type: 'BeginRun', run }, metadata);
      await meddle(first);
      const finish = (through: EventLog) =>
        editRunner({ streams: streamsOf(through), rows, network: networkReader(rows), log: through }).finish(
          'ent/m1',
          'e1',
          metadata,
        );
      for (const { meddling: between, ...dies } of lives) {
        await finish(dying(log, dies)).catch((error: unknown) => {
          if (!(error instanceof Died)) throw error;
        });
        await meddle(between);
      }
      const [{ known }, two] = await Promise.all([finish(log), finish(log)]);
      expect(two.known).toEqual(known);
      expect((await finish(log)).known).toEqual(known);

      const streams = streamsOf(log);
      const places: string[] = [];
      for (const one of DUTIES) {
        const { state } = await streams.duty.state(one.duty);
        expect(state.places.length).toBeLessThanOrEqual(one.count);
        places.push(...state.places.map(({ booking, person: who }) => `${one.duty} ${who} ${booking}`));
      }
      const booked: string[] = [];
      for (const who of PEOPLE) {
        const held = heldIn((await streams.diary.state(who)).state).sort((x, y) => (x.start < y.start ? -1 : 1));
        booked.push(...held.map((one) => `${one.duty} ${who} ${one.booking}`));
        for (const [index, { start }] of held.entries())
          if (index > 0) expect(held[index - 1]!.end <= start).toBe(true);
      }
      expect(booked.sort()).toEqual(places.sort());

      const fills = run.steps.filter((step) => step.do === 'fill');
      const isThere = (step: (typeof fills)[number]) =>
        places.includes(`${step.duty} ${step.person} ${bookingIdOf({ commandId: 'e1' }, step)}`);
      if (known.stage === 'taken-back') expect(fills.filter(isThere)).toEqual([]);
      const isQuiet = first.do === 'nothing' && lives.every((one) => one.meddling.do === 'nothing');
      if (isQuiet) expect([known.stage, fills.every(isThere)]).toEqual(['done', true]);
      if (!partly) expect(known.stage === 'done' ? known.refused : []).toEqual([]);
      for (const refused of known.stage === 'done' ? known.refused : [])
        expect(fills.filter((step) => step.person === refused.person && step.date === refused.date).some(isThere)).toBe(
          false,
        );
    }),
    { numRuns: 300 },
  );
}, 60_000);
