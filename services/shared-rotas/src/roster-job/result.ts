import { DutyId, PersonId } from '@weft/contracts';
import type { Gap, Placement, Roster } from '@weft/rostering';
import type { FoundPlacement } from './decider.ts';
import type { RosterGap } from './events.ts';

/** Placements in one event: far below what one append may weigh. */
const PART = 1000;
const REASONS = 6;

const branded = ({ duty, person }: Placement) => ({ duty: DutyId.parse(duty), person: PersonId.parse(person) });

/** The placements of a roster, in parts that fit into one event each. */
export function partsOf({ placements }: Roster): FoundPlacement[][] {
  const parts: FoundPlacement[][] = [];
  for (let from = 0; from < placements.length; from += PART)
    parts.push(placements.slice(from, from + PART).map(({ why, ...place }) => ({ ...branded(place), why })));
  return parts;
}

/** Placements of the present rota that the roster does without. */
export function leavingOf(roster: Roster, present: readonly Placement[]) {
  const kept = new Set(roster.placements.map(({ duty, person }) => `${duty} ${person}`));
  return present.filter(({ duty, person }) => !kept.has(`${duty} ${person}`)).map(branded);
}

/** Gaps with the reasons that rules and the gate give, most people first. */
export function gapsOf(gaps: readonly Gap[], stopped: ReadonlyMap<string, ReadonlyMap<string, number>>): RosterGap[] {
  return gaps.map(({ duty, places, reasons }) => {
    const all = [
      ...reasons.filter(({ reason, people }) => people > 0 || reason !== 'nobody-eligible'),
      ...[...(stopped.get(duty) ?? [])].map(([reason, people]) => ({ reason, people })),
    ].sort((a, b) => b.people - a.people || (a.reason < b.reason ? -1 : 1));
    const told = all.length > 0 ? all : [{ reason: 'nobody-eligible', people: 0 }];
    return { duty: DutyId.parse(duty), places, reasons: told.slice(0, REASONS) };
  });
}
