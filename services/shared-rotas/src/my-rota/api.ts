import { LocalDate } from '@weft/contracts';
import { addDays, rulesClock } from '@weft/rostering';
import { asks, badInput } from '@weft/service-kit';
import { z } from 'zod';
import { now } from '../board/moment.ts';
import { type ReadDeps, sourcesFor } from '../board/sources.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import { rotaFindingOf } from '../findings/rota-finding.ts';
import { type LineState, linesAt } from '../lines/state.ts';
import { myDuties } from './my-duties.ts';

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
      const clock = judged && rulesClock(frame, judged, deps.now().getTime());
      return {
        person: id,
        name: judged?.known.name ?? id,
        duties: told
          .filter(({ date }) => date >= from && date < to)
          .map((duty) => ({ ...duty, siteName: network.sites.get(duty.site as never)?.name ?? duty.site })),
        leave: shown.leave.filter((leave) => leave.from < to && leave.to > from),
        clock: clock && {
          ...clock,
          worst168: clock.worst168 && {
            hours: clock.worst168.hours,
            from: iso(clock.worst168.from),
            to: iso(clock.worst168.to),
          },
        },
        findings: (judged?.findings ?? []).map((finding) => rotaFindingOf(finding, null, () => true)),
        hasFeed: rows.get('SELECT 1 FROM feed_addresses WHERE person = ?', id) !== undefined,
      };
    }),
});
