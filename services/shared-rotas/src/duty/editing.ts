import { type Actor, notFound, type ServiceDeps } from '@weft/service-kit';
import { maySee } from '../board/may-see.ts';
import { networkReader } from '../facts/network-facts.ts';
import type { Rota } from '../rota/events.ts';
import type { Streams } from '../streams.ts';
import { localDay } from '../zone.ts';
import type { DutyState } from './decider.ts';
import type { Duty } from './events.ts';

export type EditingDeps = Pick<ServiceDeps, 'rows' | 'now'> & { readonly streams: Streams };

/** What one actor may edit, read from the streams: it knows what the actor wrote a moment ago. */
export type Editing = {
  /** Throws that it does not exist, also where the actor's organisation takes no part in it. */
  rota(id: string): Promise<Rota>;
  duty(id: string): Promise<DutyState & { readonly duty: Duty }>;
  /** Whether the duty is of a rota in which the actor's organisation takes part. */
  sees(duty: string): Promise<boolean>;
};

/** Makes it for each call: rotas are read once. */
export function editingOf(deps: EditingDeps): (actor: Actor) => Editing {
  const { rows, now, streams } = deps;
  const network = networkReader(rows);
  return (actor) => {
    const rotas = new Map<string, Promise<Rota | null>>();
    const today = localDay(now().toISOString());
    async function read(id: string): Promise<Rota | null> {
      const { rota } = (await streams.rota.state(id)).state;
      return rota && maySee(rota, actor, { network: network(), today }) ? rota : null;
    }
    const visible = (id: string) => {
      const known = rotas.get(id) ?? read(id);
      rotas.set(id, known);
      return known;
    };
    const dutyOf = async (id: string) => {
      const { state } = await streams.duty.state(id);
      return state.duty && (await visible(state.duty.rota)) ? { ...state, duty: state.duty } : null;
    };
    return {
      async rota(id) {
        const rota = await visible(id);
        if (!rota) throw notFound(`Rota ${id}`);
        return rota;
      },
      async duty(id) {
        const state = await dutyOf(id);
        if (!state) throw notFound(`Duty ${id}`);
        return state;
      },
      sees: async (id) => (await dutyOf(id)) !== null,
    };
  };
}
