import { newCommandId, refusalOf } from '@weft/client';
import { dayOf } from '@weft/platform/small-network';
import { z } from 'zod';
import { LOAD_DAYS, LOAD_PEOPLE, LOAD_PER_DAY } from '../load.ts';
import type { World } from '../world.ts';
import type { Happened } from './happened.ts';

/** So many want each duty. */
const MANAGERS_A_DUTY = 5;

/** Fifty book one person at once, on one working day after the other: one wins each day, the others hear why not. */
export async function hotPerson(world: World, given: unknown): Promise<Happened> {
  const { rounds } = z.object({ rounds: z.number().int() }).parse(given);
  const reasons = new Map<string, number>();
  let won = 0;
  let tried = 0;
  for (let round = 0; round < rounds; round++) {
    const day = dayOf(LOAD_DAYS + round + 2 * Math.floor(round / 5));
    const answers = await Promise.allSettled(
      Array.from({ length: LOAD_PER_DAY * MANAGERS_A_DUTY }, (_, n) =>
        world.client.sharedRotas.duties.fill.mutate({
          commandId: newCommandId(),
          duty: `zz-${day}-${n % LOAD_PER_DAY}`,
          person: `zz-${LOAD_PEOPLE}`,
        }),
      ),
    );
    tried += answers.length;
    const here = answers.filter(({ status }) => status === 'fulfilled').length;
    if (here !== 1) throw new Error(`On ${day}, ${here} of ${answers.length} bookings of one person won.`);
    won += here;
    for (const answer of answers) {
      if (answer.status === 'fulfilled') continue;
      const code = refusalOf(answer.reason)?.rejected;
      if (!code) throw answer.reason;
      reasons.set(code, (reasons.get(code) ?? 0) + 1);
    }
  }
  const told = [...reasons].map(([code, count]) => `${count} × ${code}`).join(', ');
  return { times: won, note: `${won} of ${tried} bookings won, one a day; refused: ${told}` };
}
