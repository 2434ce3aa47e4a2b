import { DutyId, LocalDate } from '@weft/contracts';
import { addDays, type Days, type Frame, rulesClock, rulesDials } from '@weft/rostering';
import { asks, badInput, notFound } from '@weft/service-kit';
import { z } from 'zod';
import { now } from '../board/moment.ts';
import { type ReadDeps, sourcesFor } from '../board/sources.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import type { JudgedPerson } from '../findings/judge.ts';
import { rotaFindingOf } from '../findings/rota-finding.ts';
import { frameOf } from '../lines/rule-person.ts';
import { type LineState, linesAt } from '../lines/state.ts';
import { leaveImpact } from './leave-impact.ts';
import { myDuties } from './my-duties.ts';
import { teamOn } from './team.ts';

const toldLines = new WeakMap<LineState, LineState>();

/** The line without what its person was not told of; the same object as long as the line and that are the same. */
function toldOf(line: LineState, held: ReadonlySet<string>): LineState {
  const bookings = line.bookings.filter(({ booking }) => held.has(booking));
  const before = toldLines.get(line);
  if (before?.bookings.length === bookings.length && bookings.every((one, index) => one === before.bookings[index]))
    return before;
  const told = { ...line, revision: null, bookings };
  toldLines.set(line, told);
  return told;
}

/** A way from the duty before is told when no more than this lies between the two. */
const SAME_JOURNEY_MS = 24 * 3_600_000;

/** Duties in order of start, each with the minutes of travel from the one before it; 0 where there is no such way. */
function withTravel<Told extends { site: string; start: string; end: string; status: string }>(
  duties: readonly Told[],
  travelMinutes: (from: string, to: string) => number,
) {
  const held: { readonly site: string; readonly end: number }[] = [];
  return duties.map((duty) => {
    const start = Date.parse(duty.start);
    const before = held.findLast(({ end }) => end <= start);
    if (duty.status !== 'cancelled') held.push({ site: duty.site, end: Date.parse(duty.end) });
    const isNear = before && start - before.end <= SAME_JOURNEY_MS;
    const isWay = isNear && before.site !== duty.site;
    return {
      ...duty,
      travel: isWay ? { fromSite: before.site, minutes: travelMinutes(before.site, duty.site) } : null,
    };
  });
}

const MINUTE_MS = 60_000;
const dialled = new WeakMap<JudgedPerson, ReturnType<typeof readDials> & { readonly minute: number }>();

const readDials = (judged: JudgedPerson, { frame, today, now }: { frame: Frame; today: Days; now: number }) => ({
  clock: rulesClock(frame, judged, now),
  dials: rulesDials(frameOf(today, frame.travelMinutes), judged, now),
});

/** Clock and dials of a person, by the minute: read once as long as what is judged of them is the same. */
function dialsOf(judged: JudgedPerson, at: Date, around: { frame: Frame; today: Days }) {
  const minute = Math.floor(at.getTime() / MINUTE_MS);
  const before = dialled.get(judged);
  if (before?.minute === minute) return before;
  const read = { ...readDials(judged, { ...around, now: minute * MINUTE_MS }), minute };
  dialled.set(judged, read);
  return read;
}

const iso = (instant: number) => new Date(instant).toISOString();

/** A person's own duties, leave and rules clock: what was published and what changed since, never a draft. */
export const myRotaProcedures = (deps: ReadDeps) => ({
  get: asks('signed-in')
    .input(z.object({ from: LocalDate, to: LocalDate }))
    .query(({ ctx, input: { from, to } }) => {
      if (to <= from || to > addDays(from, 731))
        throw badInput(`From ${from} to ${to} is not a stretch of up to two years.`);
      const sources = sourcesFor(deps, ctx.actor);
      const { rows, network, judge } = sources;
      const id = presentIdOf(rows, ctx.actor.person);
      const [line] = linesAt(rows, [id], now);
      const told = myDuties(rows, { person: id, from: addDays(from, -200), to: addDays(to, 200) });
      const held = new Set(told.filter(({ status }) => status !== 'cancelled').map(({ booking }) => booking));
      // The clock counts what the person was told: a draft that the rules see would give it away.
      const shown = toldOf(line ?? { person: id, revision: -1, bookings: [], leave: [] }, held);
      const { frame, people } = judge.judge({ rows, network, lines: [shown], period: { from, to } });
      const [judged] = people;
      const at = deps.now();
      const today = { from: sources.today, to: addDays(sources.today, 1) };
      const { clock, dials } = judged ? dialsOf(judged, at, { frame, today }) : { clock: undefined, dials: undefined };
      const siteName = (site: string) => network.sites.get(site as never)?.name ?? site;
      const duties = withTravel(told, network.travelMinutes).map(({ travel, ...duty }) => ({
        ...duty,
        siteName: siteName(duty.site),
        travel: travel && { ...travel, fromSiteName: siteName(travel.fromSite) },
      }));
      const next = duties.find(({ end, status }) => status !== 'cancelled' && Date.parse(end) > at.getTime());
      return {
        /** When this was answered, by the server's clock. */
        asOf: at.toISOString(),
        person: id,
        name: judged?.known.name ?? id,
        duties: duties.filter(({ date }) => date >= from && date < to),
        next: next ? { ...next, team: teamOn(rows, { duty: next.duty, person: id }) } : null,
        leave: shown.leave.filter((leave) => leave.from < to && leave.to > from),
        clock: clock && {
          ...clock,
          worst168: clock.worst168 && {
            hours: clock.worst168.hours,
            from: iso(clock.worst168.from),
            to: iso(clock.worst168.to),
          },
        },
        dials: dials && {
          ...dials,
          rest: dials.rest && { ...dials.rest, startsAt: iso(dials.rest.startsAt) },
          nights: dials.nights && {
            ...dials.nights,
            run: dials.nights.run && { ...dials.nights.run, restUntil: iso(dials.nights.run.restUntil) },
          },
        },
        findings: (judged?.findings ?? []).map((finding) => rotaFindingOf(finding, null, () => true)),
        hasFeed: rows.get('SELECT 1 FROM feed_addresses WHERE person = ?', id) !== undefined,
      };
    }),

  /** Who works beside the reader on a duty of theirs. */
  team: asks('signed-in')
    .input(z.object({ duty: DutyId }))
    .query(({ ctx, input: { duty } }) => {
      const person = presentIdOf(deps.rows, ctx.actor.person);
      const isTold = deps.rows.get(
        "SELECT 1 FROM my_duties WHERE duty = ? AND person = ? AND status IN ('confirmed', 'tentative')",
        duty,
        person,
      );
      if (!isTold) throw notFound(`Duty ${duty}`);
      return teamOn(deps.rows, { duty, person });
    }),

  /** What leave on some days would touch: own duties, cover, and who else is away. */
  leaveImpact: asks('signed-in')
    .input(z.object({ from: LocalDate, to: LocalDate }))
    .query(({ ctx, input: { from, to } }) => {
      if (to <= from || to > addDays(from, 366))
        throw badInput(`From ${from} until before ${to} is not a stretch of up to a year.`);
      const { rows, network } = sourcesFor(deps, ctx.actor);
      return leaveImpact({ rows, network }, { person: presentIdOf(rows, ctx.actor.person), from, to });
    }),
});
