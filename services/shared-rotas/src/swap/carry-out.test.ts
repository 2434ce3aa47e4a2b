import { type EventLog, isRejection, memoryLog, type View } from '@weft/eventing';
import { expect, test } from 'vitest';
import { heldIn } from '../diary/booking.ts';
import { networkReader } from '../facts/network-facts.ts';
import { Died, dying } from '../filling/dying.fixture.ts';
import { type FillingDuties, fillingOf } from '../filling/filling.ts';
import { linesView } from '../lines/view.ts';
import { streamsOf } from '../streams.ts';
import { aDuty, aRota, hearNetwork, hearPerson, ids, projected } from '../testing.ts';
import { metadataOf } from '../write-side.fixture.ts';
import { carryOut, putBack } from './carry-out.ts';

const duties = [
  aDuty('monday'),
  aDuty('tuesday', { date: '2026-03-03', start: '2026-03-03T08:00:00Z', end: '2026-03-03T16:00:00Z' }),
];
const PEOPLE = ['ada', 'bo', 'cy'];
const metadata = metadataOf('approve');
const APPENDS = 20;

/** Ada is on Monday and Bo on Tuesday; they agreed to exchange, or Bo to take Monday, and it is approved. */
async function approved({ isExchange }: { isExchange: boolean }) {
  const log = memoryLog();
  const world = projected([linesView] as unknown as View<never>[]);
  hearNetwork(world);
  for (const person of PEOPLE) hearPerson(world, { person, name: person });
  const { rows } = world;
  const through = (to: EventLog) => {
    const streams = streamsOf(to);
    return { streams, rows, network: networkReader(rows), filling: fillingOf({ streams, rows }) };
  };
  const { streams, filling } = through(log);
  await streams.rota.handle('ent', { type: 'OpenRota', rota: aRota() }, metadataOf('open'));
  for (const duty of duties) await streams.duty.handle(duty.duty, { type: 'OpenDuty', duty }, metadataOf('open'));
  const by = { employer: null, how: 'manual', why: null, pinned: false } as const;
  const placed = async (duty: string, person: string) => {
    const done = await filling.fill(
      { duty, person, ...by },
      { metadata: metadataOf(`${duty} ${person}`), override: null },
    );
    if (isRejection(done)) throw new Error(done.because);
    return { booking: done.booking, duty: done.duty, rota: ids.rota('ent'), person: done.person };
  };
  const [place, theirs] = [await placed('monday', 'ada'), await placed('tuesday', 'bo')];
  const data = { swap: `${place.booking}.1`, place, taker: ids.person('bo'), inReturn: isExchange ? theirs : null };
  const { at } = metadata;
  const expires = '2026-03-02T08:00:00Z';
  const ask = {
    type: 'RequestSwap',
    place,
    to: data.taker,
    inReturn: data.inReturn,
    expires,
    at,
    check: null,
  } as const;
  await streams.swap.handle(place.booking, ask, metadataOf('ask'));
  const yes = {
    type: 'ConsentToSwap',
    swap: data.swap,
    person: data.taker,
    inReturn: data.inReturn,
    at,
    check: null,
  } as const;
  await streams.swap.handle(place.booking, yes, metadataOf('yes'));
  const let_ = { type: 'ApproveSwap', swap: data.swap, manager: 'm1', at, check: null } as const;
  await streams.swap.handle(place.booking, let_, metadata);
  const now = async () => {
    const seen = streamsOf(log);
    const holders = async (duty: string) => (await seen.duty.state(duty)).state.places.map(({ person }) => person);
    const diary = async (person: string) => heldIn((await seen.diary.state(person)).state).map(({ duty }) => duty);
    return {
      monday: await holders('monday'),
      tuesday: await holders('tuesday'),
      ada: await diary('ada'),
      bo: await diary('bo'),
      stage: (await seen.swap.state(place.booking)).state.last?.stage,
    };
  };
  return { log, data, through, now };
}

const exchanged = { monday: ['bo'], tuesday: ['ada'], ada: ['tuesday'], bo: ['monday'], stage: 'completed' };
const given = { monday: ['bo'], tuesday: ['bo'], ada: [], bo: ['tuesday', 'monday'], stage: 'completed' };

test.each([
  [true, exchanged],
  [false, given],
])('wherever a process dies, whoever goes on finishes it (exchange: %s)', async (isExchange, expected) => {
  for (let after = 0; after < APPENDS; after++)
    for (const written of [true, false]) {
      const { log, data, through, now } = await approved({ isExchange });
      const first = await carryOut(through(dying(log, { after, written })), data, metadata).catch(
        (error: unknown) => error,
      );
      if (!(first instanceof Died)) expect(first).toMatchObject({ because: null });
      expect(await carryOut(through(log), data, metadata)).toMatchObject({ because: null });
      expect(await now()).toEqual(expected);
    }
});

/** Lets somebody else have the offered duty just before the taker would. */
const overtaken = (filling: FillingDuties): FillingDuties => ({
  ...filling,
  async fill(wish, how) {
    if (how.metadata.commandId.endsWith('/give'))
      await filling.fill({ ...wish, person: 'cy' }, { metadata: metadataOf('cy is first'), override: null });
    return filling.fill(wish, how);
  },
});

test('where the last step is refused, the failure is recorded and the duty in return goes back, wherever a process dies', async () => {
  for (let after = 0; after < APPENDS; after++) {
    const { log, data, through, now } = await approved({ isExchange: true });
    const mortal = through(dying(log, { after, written: true }));
    await carryOut({ ...mortal, filling: overtaken(mortal.filling) }, data, metadata).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
    });
    const alive = through(log);
    await carryOut({ ...alive, filling: overtaken(alive.filling) }, data, metadata);
    await putBack(alive, data, metadata);
    const { stage, ...held } = await now();
    expect(stage).toBe('failed');
    expect(held).toEqual({ monday: ['cy'], tuesday: ['bo'], ada: [], bo: ['tuesday'] });
  }
});

test('the ids of the steps come from the swap, so that another retry changes nothing', async () => {
  const { log, data, through, now } = await approved({ isExchange: true });
  await carryOut(through(log), data, metadata);
  const head = await log.head();
  await carryOut(through(log), data, metadataOf('somebody else'));
  expect(await log.head()).toBe(head);
  expect(await now()).toEqual(exchanged);
});
