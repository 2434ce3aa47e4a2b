import type { api } from '../api.ts';
import { shortDay, timesOf } from '../layout/words.ts';

/** A request as its people hear it, and as it waits for a manager. */
export type MySwap = Awaited<ReturnType<typeof api.sharedRotas.swaps.mine.query>>[number];
export type WaitingSwap = Awaited<ReturnType<typeof api.sharedRotas.swaps.waiting.query>>[number];
export type SwapDuty = NonNullable<MySwap['gives']>;

/** 'Mon 2 Mar, 08:00 to 16:00, D registrar, Yeovil District Hospital'. */
export const dutyWords = (duty: SwapDuty | null): string =>
  duty === null
    ? 'a duty that is not there any more'
    : `${shortDay(duty.date)}, ${timesOf(duty)}, ${duty.code} ${duty.role}, ${duty.siteName}`;

/** How far a request is, in words. */
export const STAGES: Readonly<Record<MySwap['stage'], string>> = {
  asked: 'waits for an answer',
  answered: 'waits for the one who offered',
  agreed: 'both said yes; waits for the rota manager',
  approved: 'approved; the rota is being changed',
  declined: 'declined',
  withdrawn: 'withdrawn',
  expired: 'over: nobody answered in time',
  refused: 'refused by the rota manager',
  completed: 'done; the rota is changed',
  failed: 'approved, but the rota could not be changed',
};

/** What a request asks for, as one sentence to its reader. */
export function requestWords({ mine, giver, asked, taker, inReturn }: MySwap): string {
  const other = taker ?? asked;
  if (mine === 'giver') {
    if (!other) return 'You offer this duty to whoever may have it.';
    return inReturn ? `You and ${other.name} would swap.` : `You ask ${other.name} to take this duty.`;
  }
  if (mine === 'offered') return `${giver.name} offers this duty.`;
  return inReturn ? `${giver.name} and you would swap.` : `${giver.name} asks you to take this duty.`;
}
