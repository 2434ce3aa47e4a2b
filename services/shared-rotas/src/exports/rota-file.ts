import type { RotaFile } from '@weft/rostering';
import type { BoardSources } from '../board/board.ts';
import { maySee } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import { dutiesAt, type RotaState, rotasAt } from '../board/state.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { frameOf } from '../lines/rule-person.ts';
import { shownKind } from '../lines/shown-leave.ts';
import { type LineBooking, type LineLeave, linesAt } from '../lines/state.ts';
import { askable } from '../who-can-fill/candidates.ts';
import { ZONE } from '../zone.ts';

/** Stands for every site of which the reader may know no more than that somebody is busy there. */
const ELSEWHERE = 'elsewhere';

/**
 * A rota as a weft-rota file, so that whoever judges the file finds what is found here: its duties, its people with
 * all that they do half a year around it, their leave. Duties of rotas that the reader may not see are busy time at a
 * site called "elsewhere", without code or travel.
 */
export function rotaFileOf(sources: BoardSources, rota: RotaState): RotaFile {
  const { rows, network, actor, today } = sources;
  const { known } = frameOf(rota.period, network.travelMinutes);
  const own = dutiesAt(rows, { rota: rota.rota, ...rota.period }, now).filter(({ withdrawn }) => !withdrawn);
  const holders = own.flatMap(({ filled }) => filled.map(({ person }) => person));
  const ids = [...new Set([...holders, ...askable(rows, { rota, network, ...rota.period })])].sort();
  const lines = linesAt(rows, ids, now);
  const seen = new Set(
    rotasAt(rows, now)
      .filter((each) => maySee(each, actor, { network, today }))
      .map((each) => each.rota),
  );
  const isNear = ({ start, end }: { readonly start: string; readonly end: string }) =>
    end > known.from && start < known.to;
  const siteOf = ({ rota: of, site }: Pick<LineBooking, 'rota' | 'site'>) => (seen.has(of) ? site : ELSEWHERE);
  const codes = new Map(own.map(({ duty }) => [duty.duty as string, duty.code]));
  const duties = new Map<string, RotaFile['duties'][number]>();
  for (const { duty } of own) {
    const { start, end, site, kind, breakMinutes, expectedWorkMinutes } = duty;
    const code = codes.get(duty.duty);
    duties.set(duty.duty, {
      id: duty.duty,
      ...{ site, kind, start, end, breakMinutes, expectedWorkMinutes },
      ...(code && { code }),
    });
  }
  const assignments: RotaFile['assignments'][number][] = [];
  for (const { person, bookings } of lines)
    for (const booking of bookings.filter(isNear)) {
      const { duty, kind, start, end, breakMinutes, expectedWorkMinutes, employer } = booking;
      if (!duties.has(duty))
        duties.set(duty, { id: duty, site: siteOf(booking), kind, start, end, breakMinutes, expectedWorkMinutes });
      assignments.push({ duty, person, employer });
    }
  const sites = [...new Set([...rota.sites, ...[...duties.values()].map(({ site }) => site)])].sort();
  return {
    format: 'weft-rota',
    version: 1,
    zone: ZONE,
    period: rota.period,
    known,
    sites: sites.map((id) => ({
      id,
      organisation: network.hostOn(id, rota.period.from) ?? ELSEWHERE,
      ...(network.sites.get(id as never) && { name: network.sites.get(id as never)?.name ?? id }),
    })),
    travelMinutes: sites.flatMap((from, index) =>
      sites
        .slice(index + 1)
        .map((to) => ({ from, to, minutes: network.travelMinutes(from, to) }))
        .filter(({ minutes }) => minutes > 0),
    ),
    people: lines.map(({ person, bookings }) => personOf(sources, rota, { person, bookings })),
    duties: [...duties.values()].sort((a, b) =>
      a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1,
    ),
    assignments,
    leave: lines.flatMap(({ person, leave }) =>
      leave
        .filter(({ from, to }) => from < known.to && to > known.from)
        .map(({ kind, from, to }) => ({ person, kind: kindFor(sources, person, kind), from, to })),
    ),
  };
}

/** Kinds that the rules treat alike are told as one to other employers; the rules find the same. */
function kindFor(sources: BoardSources, person: string, kind: LineLeave['kind']): LineLeave['kind'] {
  const known = knownPerson(sources.rows, person);
  return known ? shownKind(kind, known, sources) : kind;
}

/** A person with the employments of the rota's days; an employer of theirs for whom they work without one is added. */
function personOf(
  { rows }: BoardSources,
  { period }: RotaState,
  { person, bookings }: { readonly person: string; readonly bookings: readonly LineBooking[] },
): RotaFile['people'][number] {
  const known = knownPerson(rows, person);
  const current = (known?.employments ?? []).filter(
    ({ from, to }) => from < period.to && (to === null || to > period.from),
  );
  const employments = current.map(({ employer, assignment, pack, wte, annualLeaveDays }) => ({
    employer: employer as string,
    assignment,
    pack,
    wte,
    annualLeaveDays,
  }));
  const missing = [...new Set(bookings.map(({ employer }) => employer))].filter(
    (employer) => !employments.some((each) => each.employer === employer),
  );
  return {
    id: person,
    ...(known && { name: known.name }),
    optOut48: known?.optOut48 ?? false,
    employments: [
      ...employments,
      ...missing.map((employer) => ({
        employer,
        assignment: 'past',
        pack: 'WTR' as const,
        wte: 1,
        annualLeaveDays: 27,
      })),
    ],
  };
}
