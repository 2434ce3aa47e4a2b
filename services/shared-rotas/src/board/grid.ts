import { publishedDuties } from '../publications/published.ts';
import { dutiesAsOf, linesAsOf } from './as-it-was.ts';
import type { BoardAsked, BoardSources } from './board.ts';
import { coverOf } from './cover.ts';
import { type ShownDays, shownDays } from './grid-days.ts';
import { dutyColumns } from './grid-duties.ts';
import { gridFindings, worstBy } from './grid-findings.ts';
import { gridPeople } from './grid-people.ts';
import type { Grid, GridSite } from './grid-shape.ts';
import { seenRotas } from './may-see.ts';
import { type ClockMoment, now } from './moment.ts';
import { type Numbering, numbering } from './numbering.ts';
import { personFindings } from './person-findings.ts';
import { type SincePublication, sinceForDays, sincePublication } from './since-publication.ts';
import { staffOf } from './staff.ts';
import { type DutyState, dutiesBetween, planOf } from './state.ts';

/** Only these rows and, beside the duties of theirs, these duties; cover of the days of the latter, or of all days. */
export type Part = { readonly people: readonly string[]; readonly duties: readonly string[] | null };

/**
 * Draws a board in columns, or some rows of it. A person's bookings on rotas that the reader may not see are busy time
 * and nothing else; a finding that touches them keeps its window and numbers.
 */
export function gridOf(sources: BoardSources, asked: Asked): Omit<Grid, 'position'> {
  const { rows, network, judge, holidayOn } = sources;
  const { rota, from, to, moment, part } = asked;
  const all = dutiesAsOf(rows, rota, moment);
  const onDays = dutiesBetween(all, { from, to });
  const { told: drawn, since } = drawnDuties({ all, onDays, published: publishedDuties(rows, rota) }, asked);
  const staff = staffOf(rows, { rota, network, needs: planOf(all), from, to });
  const people = wanted(peopleOn(drawn, { since, staff }), part);
  const judged = judge.judge({ rows, network, lines: linesAsOf(rows, people, moment), period: rota.period }).people;
  const seen = seenAsOf(sources, moment);
  const findings = personFindings(judged, sources, { rota: rota.rota, seen });

  const shown = shownDays(from, to, holidayOn);
  const sites = numbering<string>(rota.sites);
  const roles = numbering<string>();
  const heads = gridPeople(judged, { sources, rota, shown, seen, sites, worstOf: worstBy(findings) });
  const numbers = numbering(heads.map(({ person }) => person));
  const wantedPeople = new Set(people);
  const isTold = (person: string) => wantedPeople.has(person);
  const kept = drawn.filter(({ duty, withdrawn }) => !withdrawn || since.isChanged(duty.duty));
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

/** The rotas that the reader might see at a moment: the present set where it is the same. */
function seenAsOf(sources: BoardSources, moment: ClockMoment): ReadonlySet<string> {
  const [then, present] = [seenRotas(sources, moment), seenRotas(sources, now)];
  return then.size === present.size && [...then].every((rota) => present.has(rota)) ? present : then;
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

type Asked = BoardAsked & { readonly part?: Part | undefined };
type Known = {
  readonly all: readonly DutyState[];
  readonly onDays: readonly DutyState[];
  readonly published: readonly DutyState[] | null;
};

/** The duties to draw, withdrawn ones among them, and what differs of them from the last publication. */
function drawnDuties({ all, onDays, published }: Known, { from, to, part }: Asked) {
  const was = published && { all: published, onDays: dutiesBetween(published, { from, to }) };
  if (!part) return { told: onDays, since: sinceForDays({ all, onDays, key: `${from} ${to}` }, was) };
  const [people, duties] = [new Set(part.people), new Set(part.duties)];
  const isTouched = ({ duty, filled }: DutyState) =>
    duties.has(duty.duty) || filled.some(({ person }) => people.has(person));
  const told = onDays.filter(isTouched);
  return { told, since: sincePublication(told, was && { ...was, onDays: was.onDays.filter(isTouched) }) };
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
