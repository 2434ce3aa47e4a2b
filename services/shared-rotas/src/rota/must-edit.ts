import { notFound } from '@weft/service-kit';
import type { BoardSources } from '../board/board.ts';
import { maySee } from '../board/may-see.ts';
import type { RotaState } from '../board/state.ts';

/** Throws unless the actor may edit the rota: as operator, or as rota manager of an organisation that takes part in it. */
export function mustEdit(rota: RotaState, sources: BoardSources): void {
  const { actor } = sources;
  const isManager = actor.roles.includes('operator') || actor.roles.includes('rota-manager');
  if (!isManager || !maySee(rota, actor, sources)) throw notFound(`Rota ${rota.rota}`);
}
