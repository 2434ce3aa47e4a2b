import { RotaId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { now } from './board/moment.ts';
import { rotaAt } from './board/state.ts';
import { dutyIdOf, dutyOfTemplate } from './demand-template/expansion.ts';
import { templatesOf } from './demand-template/view.ts';
import type { Duty } from './duty/events.ts';
import { partiesOf } from './duty/parties.ts';
import { networkReader } from './facts/network-facts.ts';
import type { Planning } from './imports/planning.ts';
import { patternsOf } from './pattern/view.ts';
import { localDay } from './zone.ts';

/** Demand, patterns and single duties of rotas, as imports and exports ask for them. */
export function planningOf(rows: Rows): Planning {
  const networkNow = networkReader(rows);
  const ownerOf = (rota: string) => {
    const state = rotaAt(rows, rota, now);
    if (!state) throw new Error(`Rota ${rota} is asked for duties and is not there.`);
    return state.owner;
  };
  const isThere = (duty: string) =>
    rows.get('SELECT 1 FROM rota_duties WHERE duty = ? AND withdrawn = 0', duty) !== undefined;

  /** The nth duty that nobody has opened yet: the template's own one first, then further ones beside it. */
  function dutyOn(template: Parameters<Planning['dutyOn']>[0], date: string, more: number): Duty {
    const own = dutyOfTemplate(template, date, { network: networkNow(), rotaOwner: ownerOf(template.rota) });
    let left = more;
    if (!isThere(own.duty) && --left === 0) return own;
    for (let number = 2; ; number++) {
      const duty = dutyIdOf(template.id, date, number);
      if (!isThere(duty) && --left === 0) return { ...own, duty, template: null, count: 1 };
    }
  }

  return {
    templatesOf: (rota) => templatesOf(rows, rota),
    patternsOf: (rota) => patternsOf(rows, rota),
    dutyOn,
    dutyWith(rota, fields) {
      const date = localDay(fields.start);
      const asked = { network: networkNow(), arrangement: null, site: fields.site, date, rotaOwner: ownerOf(rota) };
      return {
        ...fields,
        start: new Date(fields.start).toISOString(),
        end: new Date(fields.end).toISOString(),
        rota: RotaId.parse(rota),
        template: null,
        date,
        grades: [],
        skill: null,
        arrangement: null,
        parties: partiesOf(asked),
      };
    },
  };
}
