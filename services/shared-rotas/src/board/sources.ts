import type { Actor, ServiceDeps } from '@weft/service-kit';
import { notFound } from '@weft/service-kit';
import { networkIn } from '../facts/network-facts.ts';
import type { Judge } from '../findings/judge.ts';
import { localDay } from '../zone.ts';
import type { BoardSources } from './board.ts';
import { maySee } from './may-see.ts';
import { type ClockMoment, now } from './moment.ts';
import { type DutyState, dutyNow, type RotaState, rotaAt } from './state.ts';

/** What the procedures that read are given. */
export type ReadDeps = Pick<ServiceDeps, 'log' | 'rows' | 'now' | 'live'> & {
  readonly judge: Judge;
  /** The name of the public holiday on a local day, or null. */
  readonly holidayOn: (date: string) => string | null;
};

/** What one answer is drawn from, for one reader. */
export const sourcesFor = ({ rows, judge, holidayOn, now: clock }: ReadDeps, actor: Actor): BoardSources => ({
  rows,
  network: networkIn(rows),
  judge,
  actor,
  today: localDay(clock().toISOString()),
  holidayOn,
});

/** The rota as it stood, when the reader may see it as it is; else throws that it is not there. */
export function seenRota(sources: BoardSources, rota: string, moment: ClockMoment = now): RotaState {
  const present = rotaAt(sources.rows, rota, now);
  const state = rotaAt(sources.rows, rota, moment);
  if (!present || !state || !maySee(present, sources.actor, sources)) throw notFound(`Rota ${rota}`);
  return state;
}

/** A duty and its rota, when the reader may see them; else throws that it is not there. */
export function seenDuty(sources: BoardSources, duty: string): { readonly state: DutyState; readonly rota: RotaState } {
  const state = dutyNow(sources.rows, duty);
  const rota = state && rotaAt(sources.rows, state.duty.rota, now);
  if (!state || !rota || !maySee(rota, sources.actor, sources)) throw notFound(`Duty ${duty}`);
  return { state, rota };
}
