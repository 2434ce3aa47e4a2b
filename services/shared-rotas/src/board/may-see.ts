import type { Actor } from '@weft/service-kit';
import type { Network } from '../facts/network-facts.ts';
import type { BoardSources } from './board.ts';
import type { ClockMoment } from './moment.ts';
import { type RotaState, rotasAt } from './state.ts';

/** Whether the actor's organisation takes part in a rota, today's successors of organisations included. */
export function maySee(
  rota: Pick<RotaState, 'owner' | 'organisations'>,
  actor: Actor,
  { network, today }: { readonly network: Network; readonly today: string },
): boolean {
  if (actor.roles.includes('operator')) return true;
  const own = network.codeOn(actor.organisation, today);
  return [rota.owner, ...rota.organisations].some((code) => network.codeOn(code, today) === own);
}

type Seen = { readonly network: Network; readonly today: string; readonly byActor: Map<string, ReadonlySet<string>> };
const seenOf = new WeakMap<readonly RotaState[], Seen>();
const ACTORS_REMEMBERED = 500;

/** Ids of the rotas of a moment that the reader may see: the same set as long as rotas and network are the same. */
export function seenRotas(
  { rows, network, actor, today }: Pick<BoardSources, 'rows' | 'network' | 'actor' | 'today'>,
  moment: ClockMoment,
): ReadonlySet<string> {
  const rotas = rotasAt(rows, moment);
  const before = seenOf.get(rotas);
  const seen = before?.network === network && before.today === today ? before : { network, today, byActor: new Map() };
  if (seen !== before) seenOf.set(rotas, seen);
  const key = actor.roles.includes('operator') ? 'operator' : `at ${actor.organisation}`;
  const known = seen.byActor.get(key);
  if (known) return known;
  const own = new Set(rotas.filter((rota) => maySee(rota, actor, { network, today })).map(({ rota }) => rota));
  if (seen.byActor.size >= ACTORS_REMEMBERED) seen.byActor.clear();
  seen.byActor.set(key, own);
  return own;
}
