import { DutyId, PersonId } from '@weft/contracts';
import type { Gap, Placement, Roster } from '@weft/rostering';
import { z } from 'zod';
import type { FoundPlacement } from './decider.ts';
import { RosterGap } from './events.ts';
import type { RosterOrder } from './roster-order.ts';

/** Placements in one event: far below what one append may weigh. */
const PART = 1000;
const REASONS = 6;

const Place = z.object({ duty: DutyId, person: PersonId });

/** What a search found, as the job's stream takes it. The attempt is the search's id: whoever records it writes the same. */
export const FoundRoster = z.object({
  attempt: z.string().min(1),
  placements: z.array(Place.extend({ why: z.string() })),
  gaps: z.array(RosterGap),
  cost: z.number(),
  leaving: z.array(Place),
});
export type FoundRoster = z.infer<typeof FoundRoster>;

const branded = ({ duty, person }: Placement) => ({ duty: DutyId.parse(duty), person: PersonId.parse(person) });

/** Tells a roster in the terms of the order that it was asked for by. */
export function foundRoster(attempt: string, roster: Roster, { present, stopped }: RosterOrder): FoundRoster {
  return {
    attempt,
    placements: roster.placements.map(({ why, ...place }) => ({ ...branded(place), why })),
    gaps: gapsOf(roster.gaps, new Map(stopped)),
    cost: roster.cost,
    leaving: leavingOf(roster, present),
  };
}

/** The placements of a roster, in parts that fit into one event each. */
export function partsOf({ placements }: FoundRoster): FoundPlacement[][] {
  const parts: FoundPlacement[][] = [];
  for (let from = 0; from < placements.length; from += PART) parts.push(placements.slice(from, from + PART));
  return parts;
}

/** Placements of the present rota that the roster does without. */
function leavingOf(roster: Roster, present: readonly Placement[]) {
  const kept = new Set(roster.placements.map(({ duty, person }) => `${duty} ${person}`));
  return present.filter(({ duty, person }) => !kept.has(`${duty} ${person}`)).map(branded);
}

/** Gaps with the reasons that rules and the gate give, most people first. */
function gapsOf(
  gaps: readonly Gap[],
  stopped: ReadonlyMap<string, readonly (readonly [string, number])[]>,
): RosterGap[] {
  return gaps.map(({ duty, places, reasons }) => {
    const all = [
      ...reasons.filter(({ reason, people }) => people > 0 || reason !== 'nobody-eligible'),
      ...(stopped.get(duty) ?? []).map(([reason, people]) => ({ reason, people })),
    ].sort((a, b) => b.people - a.people || (a.reason < b.reason ? -1 : 1));
    const told = all.length > 0 ? all : [{ reason: 'nobody-eligible', people: 0 }];
    return { duty: DutyId.parse(duty), places, reasons: told.slice(0, REASONS) };
  });
}
