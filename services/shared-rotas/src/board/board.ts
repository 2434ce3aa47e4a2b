import type { Rows } from '@weft/eventing';
import { type Duty, instantOf } from '@weft/rostering';
import { type Actor, keepText, ofKeptTexts } from '@weft/service-kit';
import type { Network } from '../facts/network-facts.ts';
import type { Judge, JudgedPerson } from '../findings/judge.ts';
import { type RotaFinding, rotaFindingOf } from '../findings/rota-finding.ts';
import { shownKind } from '../lines/shown-leave.ts';
import { linesAt } from '../lines/state.ts';
import { overrideFor, overridesOf } from '../overrides/register.ts';
import { diffOf, touchedBy } from '../publications/diff.ts';
import { publishedDuties } from '../publications/published.ts';
import { ZONE } from '../zone.ts';
import { boardDays } from './days.ts';
import { seenRotas } from './may-see.ts';
import type { ClockMoment } from './moment.ts';
import { rowFactsOf } from './row-facts.ts';
import { shownPersonOf } from './shown-person.ts';
import { staffOf } from './staff.ts';
import { type DutyState, dutiesAt, dutiesBetween, planOf, type RotaState } from './state.ts';

/** What a board is drawn from; read once, so that all of it is of one moment. */
export type BoardSources = {
  readonly rows: Rows;
  readonly network: Network;
  readonly judge: Judge;
  readonly actor: Actor;
  /** The local day on which it is asked. */
  readonly today: string;
  readonly holidayOn: (date: string) => string | null;
};

export type BoardAsked = {
  readonly rota: RotaState;
  /** Local days [from, to). */
  readonly from: string;
  readonly to: string;
  readonly moment: ClockMoment;
};

/**
 * Draws the board. A person's bookings on rotas that the reader may not see are busy time and nothing else; a finding
 * that touches them keeps its window and numbers.
 */
export function boardOf(sources: BoardSources, asked: BoardAsked) {
  const { rows, network, judge, today, holidayOn } = sources;
  const { rota, from, to, moment } = asked;
  const duties = dutiesAt(rows, { rota: rota.rota, ...rota.period }, moment);
  const shown = dutiesBetween(duties, { from, to });
  const published = publishedDuties(rows, rota);
  const changed = published ? changedSince(published, duties) : NONE;
  const holders = shown.flatMap(({ filled }) => filled.map(({ person }) => person));
  const people = [...new Set([...holders, ...staffOf(rows, { rota, network, needs: planOf(duties), from, to })])];
  const judged = judge.judge({ rows, network, lines: linesAt(rows, people, moment), period: rota.period });
  const seen = seenRotas(sources, moment);
  const { actor } = sources;
  const key = [rota.rota, from, to, today, actor.person, actor.organisation, ...actor.roles].join();
  return ofKeptTexts({
    rota,
    days: boardDays(from, to, holidayOn),
    people: judged.people
      .map((one) => shownPerson(one, key, { sources, asked, seen }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.person < b.person ? -1 : 1)),
    duties: shown
      .filter(({ duty, withdrawn }) => !withdrawn || changed.has(duty.duty))
      .map((state) => shownDuty(state, { network, rota, isChanged: changed.has(state.duty.duty) })),
    findings: findingsOn(rota.rota, judged.people, { rows, today, seen }),
  });
}

/** The findings that duties of the rota take part in, for a reader who may see the rotas in `seen`. */
export function findingsOn(
  rota: string,
  people: readonly JudgedPerson[],
  { rows, today, seen }: { readonly rows: Rows; readonly today: string; readonly seen: ReadonlySet<string> },
): RotaFinding[] {
  const found = people.filter(({ findings }) => findings.length > 0);
  if (found.length === 0) return [];
  const register = overridesOf(
    rows,
    found.map(({ line }) => line.person),
  );
  return found.flatMap(({ line, findings }) => {
    const rotas = new Map(line.bookings.map((booking) => [booking.duty, booking.rota]));
    const entries = register.filter(({ person }) => person === line.person);
    return findings
      .filter((finding) => finding.duties.some((duty) => rotas.get(duty) === rota))
      .map((finding) =>
        rotaFindingOf(finding, overrideFor(finding, entries, today), (duty) => seen.has(rotas.get(duty) ?? '')),
      );
  });
}

const NONE: ReadonlySet<string> = new Set();
const changes = new WeakMap<
  readonly DutyState[],
  { readonly published: readonly DutyState[]; readonly touched: ReadonlySet<string> }
>();

/** The duties that differ from what was published; found once for the same duties. */
function changedSince(published: readonly DutyState[], duties: readonly DutyState[]): ReadonlySet<string> {
  const before = changes.get(duties);
  if (before?.published === published) return before.touched;
  const touched = touchedBy(diffOf(published, duties));
  changes.set(duties, { published, touched });
  return touched;
}

type Row = ReturnType<typeof personOnBoard>;
type ShownRow = { readonly seen: ReadonlySet<string>; readonly row: Row };
const ROWS_REMEMBERED = 30;
const shownRows = new WeakMap<JudgedPerson, Map<string, ShownRow>>();

/**
 * A person's row; drawn once as long as what is judged of them and what the reader may see are the same. `key` says
 * which board it is, and for whom.
 */
function shownPerson(one: JudgedPerson, key: string, around: Parameters<typeof personOnBoard>[1]): Row {
  const { seen } = around;
  const rows = shownRows.get(one) ?? new Map<string, ShownRow>();
  shownRows.set(one, rows);
  const before = rows.get(key);
  if (before?.seen === seen) return before.row;
  const row = keepText(personOnBoard(one, around));
  if (rows.size >= ROWS_REMEMBERED) rows.clear();
  rows.set(key, { seen, row });
  return row;
}

type Cell = ReturnType<typeof dutyOnBoard>;
type CellAround = Parameters<typeof dutyOnBoard>[1];
const shownCells = new WeakMap<DutyState, { readonly around: CellAround; readonly cell: Cell }>();

/** A duty as the board shows it; drawn once as long as it and its surroundings are the same. */
function shownDuty(state: DutyState, around: CellAround): Cell {
  const before = shownCells.get(state);
  const { network, rota, isChanged } = around;
  if (
    before?.around.network === network &&
    before.around.rota.owner === rota.owner &&
    before.around.isChanged === isChanged
  )
    return before.cell;
  const cell = keepText(dutyOnBoard(state, around));
  shownCells.set(state, { around, cell });
  return cell;
}

function personOnBoard(
  one: JudgedPerson,
  { sources, asked, seen }: { sources: BoardSources; asked: BoardAsked; seen: ReadonlySet<string> },
) {
  const { known, line, duties } = one;
  const { network } = sources;
  const { rota, from, to } = asked;
  const [first, end] = [instantOf(ZONE, from, '00:00'), instantOf(ZONE, to, '00:00')];
  const isShown = (start: number) => start >= first && start < end;
  const { hours, nights, weekends } = rowFactsOf(one, { from, to, rotaFrom: rota.period.from, network });
  return {
    ...shownPersonOf(known, { from, to, network }),
    /** Hours of [from, to), those of all employers. */
    hours,
    nights,
    weekends,
    leave: line.leave
      .filter((leave) => leave.from < to && leave.to > from)
      .map((leave) => ({ kind: shownKind(leave.kind, known, sources), from: leave.from, to: leave.to })),
    elsewhere: line.bookings
      .filter((booking, index) => booking.rota !== rota.rota && isShown((duties[index] as Duty).start))
      .map(({ start, end, duty, rota: other, site, role }) =>
        seen.has(other)
          ? { start, end, place: { duty, rota: other, site, siteName: siteName(network, site), role } }
          : { start, end, place: null },
      ),
  };
}

const siteName = (network: Network, site: string): string => network.sites.get(site as never)?.name ?? site;

function dutyOnBoard(
  { duty, withdrawn, filled }: DutyState,
  { network, rota, isChanged }: { network: Network; rota: RotaState; isChanged: boolean },
) {
  const host = network.hostOn(duty.site, duty.date);
  const { parties } = duty;
  const usual = {
    hostOrganisation: host,
    operator: host,
    governance: host,
    dataController: host,
    rotaOwner: rota.owner,
  };
  return {
    id: duty.duty,
    code: duty.code,
    service: duty.service,
    role: duty.role,
    grades: duty.grades,
    skill: duty.skill,
    site: duty.site,
    siteName: siteName(network, duty.site),
    kind: duty.kind,
    start: duty.start,
    end: duty.end,
    /** The local day of its start. */
    date: duty.date,
    breakMinutes: duty.breakMinutes,
    expectedWorkMinutes: duty.expectedWorkMinutes,
    count: duty.count,
    filled: filled.map(({ person, booking, employer, arrangement, pinned, how, why, warnings, hasOverride }) => ({
      person,
      booking,
      employer,
      arrangement,
      pinned,
      how,
      why,
      warnings,
      hasOverride,
    })),
    withdrawn,
    changedSincePublication: isChanged,
    parties: Object.fromEntries(
      Object.entries(parties).filter(
        ([name, value]) => value !== null && name !== 'hostSite' && value !== usual[name as keyof typeof usual],
      ),
    ),
  };
}
