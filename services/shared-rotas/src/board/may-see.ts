import type { Actor } from '@weft/service-kit';
import type { Network } from '../facts/network-facts.ts';
import type { RotaState } from './state.ts';

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
