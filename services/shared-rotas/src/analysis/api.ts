import { LocalDate, RotaId } from '@weft/contracts';
import { addDays, daysBetween, mondayOf } from '@weft/rostering';
import { asks, badInput } from '@weft/service-kit';
import { z } from 'zod';
import { now } from '../board/moment.ts';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { dutiesAt } from '../board/state.ts';
import { gapsIn } from '../gaps/gaps.ts';
import { sharesOf } from './fairness.ts';
import { talliesOf } from './tally.ts';

const LONGEST_DAYS = 731;

/** Hours, nights, weekends, public holidays and short-notice changes of a rota, and its gaps by cause. */
export const analysisProcedures = (deps: ReadDeps) => ({
  analysis: asks(['rota-manager', 'operator'])
    .input(z.object({ rota: RotaId, from: LocalDate.optional(), to: LocalDate.optional() }))
    .query(async ({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const rota = seenRota(sources, input.rota);
      const { from = rota.period.from, to = rota.period.to } = input;
      if (to <= from) throw badInput(`The days would end on ${to}, not after the first, ${from}.`);
      if (daysBetween(from, to) > LONGEST_DAYS) throw badInput('Two years are looked at at once, at most.');
      const people = talliesOf(sources, { rota, from, to });
      const gaps = await gapsIn(sources, { rota: rota.rota, from, to, withReasons: 0 });
      const missing = gaps.map(({ date, cause, missing, site, siteName, role, duty, code }) => ({
        date,
        week: mondayOf(date),
        cause,
        missing,
        site,
        siteName,
        role,
        duty,
        code,
      }));
      return {
        rota: rota.rota,
        name: rota.name,
        from,
        to,
        people,
        shares: sharesOf(people),
        weeks: weeksOf(dutiesAt(sources.rows, { rota: rota.rota, from, to }, now), { from, to }),
        gaps: missing,
      };
    }),
});

/** What each week needs and has, in places. */
function weeksOf(duties: ReturnType<typeof dutiesAt>, { from, to }: { readonly from: string; readonly to: string }) {
  const weeks = new Map<string, { needed: number; filled: number }>();
  for (let week = mondayOf(from); week < to; week = addDays(week, 7)) weeks.set(week, { needed: 0, filled: 0 });
  for (const { duty, withdrawn, filled } of duties) {
    const week = weeks.get(mondayOf(duty.date));
    if (withdrawn || !week) continue;
    week.needed += duty.count;
    week.filled += Math.min(filled.length, duty.count);
  }
  return [...weeks].map(([week, counts]) => ({ week, ...counts }));
}
