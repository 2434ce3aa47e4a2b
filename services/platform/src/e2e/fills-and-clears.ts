import { newCommandId, type WeftClient } from '@weft/client';
import { dayOf } from './small-network.ts';

/** A command that somebody sent, and may send again. */
export type Sent = {
  readonly does: 'fill' | 'clear';
  readonly commandId: string;
  readonly duty: string;
  readonly person: string;
};

/** Sends a command again, or for the first time: a place is filled, or cleared. */
export const send = (client: WeftClient, { does, ...place }: Sent) => client.sharedRotas.duties[does].mutate(place);

/** Of what `recordSmallNetwork` made: so many people and days, and so many duties a day. */
export type Drawn = {
  readonly people: number;
  readonly days: number;
  readonly perDay: number;
  readonly seed: number;
  readonly aSecond: number;
};

/** A reproducible order of people and duties. */
function* numbers(seed: number) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

/** Fills and clears duties at random, so many a second, until it is stopped. */
export function fillAndClear(client: WeftClient, { people, days, perDay, seed, aSecond }: Drawn) {
  const draws = numbers(seed);
  const draw = (below: number) => Math.floor(((draws.next().value as number) / 2 ** 32) * below);
  const acknowledged: Sent[] = [];
  const held: Sent[] = [];
  const answers = new Set<Promise<void>>();
  const watching = new Set<() => void>();
  let sent = 0;

  function sendNext() {
    const taken = draw(2) === 0 ? held.pop() : undefined;
    const duty = `zz-${dayOf(draw(days))}-${draw(perDay)}`;
    const command: Sent = taken
      ? { ...taken, does: 'clear', commandId: newCommandId() }
      : { does: 'fill', commandId: newCommandId(), duty, person: `zz-${draw(people)}` };
    sent += 1;
    const answer: Promise<void> = send(client, command).then(
      () => {
        acknowledged.push(command);
        if (command.does === 'fill') held.push(command);
      },
      // A refusal is an answer too, and changes nothing.
      () => {},
    );
    answers.add(answer);
    void answer.then(() => {
      answers.delete(answer);
      for (const look of [...watching]) look();
    });
    for (const look of [...watching]) look();
  }
  const timer = setInterval(sendNext, 1000 / aSecond);
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return;
        watching.delete(look);
        resolve();
      };
      watching.add(look);
      look();
    });

  return {
    /** What was acknowledged so far, in order. */
    acknowledged: acknowledged as readonly Sent[],
    untilAcknowledged: (count: number) => until(() => acknowledged.length >= count),
    untilSent(more: number) {
      const goal = sent + more;
      return until(() => sent >= goal);
    },
    /** Sends no more, and waits for the answers that come so soon. A lost connection is none, and promises nothing. */
    async stop(withinMs: number) {
      clearInterval(timer);
      await Promise.race([Promise.all(answers), new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref())]);
    },
  };
}
