import { newCommandId, refusalOf, type WeftClient } from '@weft/client';
import { dayOf } from '@weft/platform/small-network';

/** A command that was sent: a place is filled, or cleared. */
export type Sent = {
  readonly does: 'fill' | 'clear';
  readonly commandId: string;
  readonly duty: string;
  readonly person: string;
};
/** One that was acknowledged, with how long it took and when it was sent. */
export type Acknowledged = Sent & { readonly ms: number; readonly sentAt: number };

/** Commands at a steady rate, whatever the answers do: an open model. */
export type Load = {
  readonly acknowledged: readonly Acknowledged[];
  /** Answers that were a reasoned refusal. */
  refused(): number;
  /** Commands without an answer so far, or with a broken one. */
  unanswered(): number;
  /** When the last command was acknowledged, in epoch milliseconds; 0 before the first. */
  lastAt(): number;
  /** Sends no more and resolves when all answers came or were given up. */
  stop(): Promise<void>;
};

export const LOAD_PEOPLE = 60;
export const LOAD_DAYS = 28;
export const LOAD_PER_DAY = 10;
const GIVEN_UP_MS = 30_000;

/** A reproducible order of people and duties. */
function* numbers(seed: number) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

/** Fills and clears duties of the small network, so many a second, until it is stopped. */
export function startLoad(client: WeftClient, { aSecond, seed }: { aSecond: number; seed: number }): Load {
  const draws = numbers(seed);
  const draw = (below: number) => Math.floor(((draws.next().value as number) / 2 ** 32) * below);
  const acknowledged: Acknowledged[] = [];
  const held: Sent[] = [];
  const waiting = new Set<Promise<void>>();
  let refused = 0;
  let unanswered = 0;
  let lastAt = 0;

  function next(): Sent {
    const taken = draw(2) === 0 ? held.pop() : undefined;
    if (taken) return { ...taken, does: 'clear', commandId: newCommandId() };
    const duty = `zz-${dayOf(draw(LOAD_DAYS))}-${draw(LOAD_PER_DAY)}`;
    return { does: 'fill', commandId: newCommandId(), duty, person: `zz-${draw(LOAD_PEOPLE)}` };
  }
  function send() {
    const command = next();
    const sentAt = Date.now();
    unanswered++;
    const { does, ...place } = command;
    const answer = client.sharedRotas.duties[does].mutate(place).then(
      () => {
        lastAt = Date.now();
        acknowledged.push({ ...command, ms: lastAt - sentAt, sentAt });
        if (does === 'fill') held.push(command);
        unanswered--;
      },
      (error: unknown) => {
        // A refusal is an answer; a lost connection is none, and promises nothing.
        if (!refusalOf(error)) return;
        refused++;
        unanswered--;
      },
    );
    const given = new Promise<void>((resolve) => setTimeout(resolve, GIVEN_UP_MS).unref());
    const settled: Promise<void> = Promise.race([answer, given]).finally(() => waiting.delete(settled));
    waiting.add(settled);
  }
  const begun = Date.now();
  let sent = 0;
  const timer = setInterval(() => {
    for (const due = ((Date.now() - begun) * aSecond) / 1000; sent < due; sent++) send();
  }, 10);
  return {
    acknowledged,
    refused: () => refused,
    unanswered: () => unanswered,
    lastAt: () => lastAt,
    async stop() {
      clearInterval(timer);
      await Promise.all(waiting);
    },
  };
}
