import { newCommandId, type WeftClient } from '@weft/client';
import { dayOf } from './small-network.ts';

/** Of what `recordSmallNetwork` made: so many people and days. */
type Drawn = { readonly people: number; readonly days: number; readonly seed: number };

const PEOPLE = 5;
const DAYS = 4;

/** Blocks of cells are set, cleared and undone at random, one after another, until it is stopped. */
export function editAtRandom(client: WeftClient, { people, days, seed }: Drawn) {
  let state = seed;
  const draw = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const { rotas } = client.sharedRotas;
  const rota = 'zz-rota';
  const acknowledged: string[] = [];
  let answered = 0;
  let isStopped = false;

  async function editOnce(commandId: string) {
    if (draw(5) === 0) return rotas.undoEdit.mutate({ commandId, rota });
    const [first, from] = [draw(people - PEOPLE), draw(days - DAYS)];
    const cells = Array.from({ length: PEOPLE * DAYS }, (_, index) => ({
      person: `zz-${first + Math.floor(index / DAYS)}`,
      date: dayOf(from + (index % DAYS)),
      set: draw(3) === 0 ? { clear: true as const } : { code: 'D' },
    }));
    return rotas.edit.mutate({ commandId, rota, cells, how: 'pasted', partly: draw(2) === 0 });
  }

  async function work() {
    while (!isStopped) {
      const commandId = newCommandId();
      try {
        if ((await editOnce(commandId)).position) acknowledged.push(commandId);
      } catch {
        // A refusal is an answer; a connection that is lost promises nothing.
      }
      answered++;
    }
  }
  const ended = work();
  return {
    /** Commands that wrote something. */
    acknowledged: acknowledged as readonly string[],
    answered: () => answered,
    stop: () => {
      isStopped = true;
      return ended;
    },
  };
}
