import { linesAt } from '../lines/state.ts';
import { publishedDuties } from '../publications/published.ts';
import { type BoardAsked, type BoardSources, findingsOn } from './board.ts';
import { coverOf } from './cover.ts';
import { type ShownDays, shownDays } from './grid-days.ts';
import { dutyColumns } from './grid-duties.ts';
import { gridFindings, worstBy } from './grid-findings.ts';
import { gridPeople } from './grid-people.ts';
import type { Grid, GridSite } from './grid-shape.ts';
import { seenRotas } from './may-see.ts';
import { type Numbering, numbering } from './numbering.ts';
import { type SincePublication, sincePublication } from './since-publication.ts';
import { staffOf } from './staff.ts';
import { type DutyState, dutiesAt, dutiesBetween, planOf } from './state.ts';

/** Only these rows and, beside the duties of theirs, these duties; cover of the days of the latter, or of all days. */
export type Part = { readonly people: readonly string[]; readonly duties: readonly string[] | null };

/**
 * Draws a board in columns, or some rows of it. A person's bookings on rotas that the reader may not see are busy time
 * and nothing else; a finding that touches them keeps its window and numbers.
 */
export function gridOf(
  sources: BoardSources,
  asked: BoardAsked & { readonly part?: Part | undefined },
): Omit<Grid, 'position'> {
  const { rows, network, judge, today, holidayOn } = sources;
  const { rota, from, to, moment, part } = asked;
  const all = dutiesAt(rows, { rota: rota.rota, ...rota.period }, moment);
  const onDays = dutiesBetween(all, { from, to });
  const published = publishedDuties(rows, rota);
  const since = sincePublication(
    onDays,
    published && { all: published, onDays: dutiesBetween(published, { from, to }) },
  );
  const staff = staffOf(rows, { rota, network, needs: planOf(all), from, to });
  const people = wanted(peopleOn(onDays, { since, staff }), part);
  const judged = judge.judge({ rows, network, lines: linesAt(rows, people, moment), period: rota.period }).people;
  const seen = seenRotas(sources, moment);
  const findings = findingsOn(rota.rota, judged, { rows, today, seen });

  const shown = shownDays(from, to, holidayOn);
  const sites = numbering<string>(rota.sites);
  const roles = numbering<string>();
  const heads = gridPeople(judged, { sources, rota, shown, seen, sites, worstOf: worstBy(findings) });
  const numbers = numbering(heads.map(({ person }) => person));
  const told = new Set(people);
  const isTold = (person: string) => told.has(person);
  const kept = keptDuties(onDays, { since, part, isTold });
  const { numberOf, ...columns } = dutyColumns(kept, { shown, since, people: numbers, isTold, sites, roles });
  const cover = coverOf(onDays, { shown, sites, roles, days: daysOf(onDays, part, shown) });
  return {
    rota: { ...rota, ownerName: network.nameOn(rota.owner, rota.period.from) },
    from,
    to,
    days: shown.days,
    people: heads,
    ...columns,
    ...gridFindings(findings, { shown, judged, people: numbers, numberOf }),
    cover,
    sites: namedSites(sites, sources, from),
    roles: roles.all(),
  };
}

/** Who holds a duty, held one when it was published, or could be asked for one; each once. */
function peopleOn(
  duties: readonly DutyState[],
  { since, staff }: { readonly since: SincePublication; readonly staff: readonly string[] },
): ReadonlySet<string> {
  const people = new Set(staff);
  for (const { filled } of duties) for (const { person } of filled) people.add(person);
  for (const { person } of since.taken) people.add(person);
  return people;
}

const wanted = (people: ReadonlySet<string>, part: Part | undefined): string[] =>
  part ? [...new Set(part.people)].filter((person) => people.has(person)) : [...people];

type Kept = {
  readonly since: SincePublication;
  readonly part: Part | undefined;
  readonly isTold: (person: string) => boolean;
};

/** The duties to tell of: withdrawn ones only while they are a change. */
function keptDuties(duties: readonly DutyState[], { since, part, isTold }: Kept): readonly DutyState[] {
  const named = part && new Set(part.duties);
  return duties.filter(
    ({ duty, withdrawn, filled }) =>
      (!withdrawn || since.isChanged(duty.duty)) &&
      (!named || named.has(duty.duty) || filled.some(({ person }) => isTold(person))),
  );
}

function daysOf(
  duties: readonly DutyState[],
  part: Part | undefined,
  shown: ShownDays,
): ReadonlySet<number> | undefined {
  if (!part?.duties) return undefined;
  const named = new Set(part.duties);
  const days = duties.filter(({ duty }) => named.has(duty.duty)).map(({ duty }) => shown.numberOf(duty.date));
  return new Set(days);
}

/** The sites that were numbered, with their names and who runs them on a day. */
export const namedSites = (
  sites: Numbering<string>,
  { network }: Pick<BoardSources, 'network'>,
  day: string,
): GridSite[] =>
  sites.all().map((code) => {
    const host = network.hostOn(code, day);
    return {
      code,
      name: network.sites.get(code as never)?.name ?? code,
      host,
      hostName: host === null ? null : network.nameOn(host, day),
    };
  });
