import { type Actor, notYours } from '@weft/service-kit';
import type { Network } from '../facts/network-facts.ts';

/** Throws unless the actor acts for the owner of a rota, or for whom the owner has become part of. */
export function mustOwn(
  owner: string,
  actor: Actor,
  { network: { codeOn, nameOn }, today }: { readonly network: Network; readonly today: string },
): void {
  if (actor.roles.includes('operator') || codeOn(owner, today) === codeOn(actor.organisation, today)) return;
  throw notYours(
    `The rota belongs to ${nameOn(owner, today)}. Ask its rota managers: you act for another organisation.`,
  );
}
