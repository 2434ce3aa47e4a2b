import type { Contract, Recorded } from '@weft/eventing';
import type { DutyEvent } from './duty/events.ts';
import type { RotaEvent } from './rota/events.ts';

type Published = DutyEvent | RotaEvent;

/** What other services may know: who works when and where, and what is published. */
export function publish(recorded: Recorded): readonly Contract[] {
  const event = recorded as Published;
  switch (event.type) {
    case 'DutyFilled': {
      const { duty, rota, site, start, end, person, employer, booking } = event.data;
      return [
        { subject: 'shared-rotas.DutyFilled.v1', data: { duty, rota, site, start, end, person, employer, booking } },
      ];
    }
    case 'DutyCleared': {
      const { duty, rota, person, booking } = event.data;
      return [{ subject: 'shared-rotas.DutyCleared.v1', data: { duty, rota, person, booking } }];
    }
    case 'RotaPublished': {
      const { rota, version, period } = event.data;
      return [{ subject: 'shared-rotas.RotaPublished.v1', data: { rota, version, ...period } }];
    }
    default:
      return [];
  }
}
