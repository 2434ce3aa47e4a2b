import { addDays, mondayOf } from '@weft/rostering';
import type { BoardSources } from '../board/board.ts';
import { seenRotas } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import { dutyNow } from '../board/state.ts';
import { linesAt } from '../lines/state.ts';
import { localDay } from '../zone.ts';

/** One duty in a person's week. Code and site are empty where the reader may not see the rota: only the time is told. */
export type WeekDuty = {
  readonly duty: string | null;
  readonly code: string;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly site: string;
  /** What the swap would do to it. */
  readonly change: 'given' | 'taken' | null;
};

/** The weeks of a person, from Monday, that a swap touches, with it in them. */
export function weeksOf(
  sources: BoardSources,
  { person, gives, takes }: { person: string; gives: string | null; takes: string | null },
): { readonly from: string; readonly duties: readonly WeekDuty[] }[] {
  const { rows } = sources;
  const seen = seenRotas(sources, now);
  const touched = [gives, takes].flatMap((id) => (id === null ? [] : (dutyNow(rows, id)?.duty ?? [])));
  const [line] = linesAt(rows, [person], now);
  const held = (line?.bookings ?? []).map((booking): WeekDuty => {
    const { duty, rota, start, end, site } = booking;
    const times = { date: localDay(start), start, end };
    const change = duty === gives ? ('given' as const) : null;
    if (!seen.has(rota)) return { duty: null, code: '', site: '', change: null, ...times };
    return { duty, code: dutyNow(rows, duty)?.duty.code ?? '', site, change, ...times };
  });
  const taken = touched
    .filter(({ duty }) => duty === takes)
    .map(
      ({ duty, code, date, start, end, site }): WeekDuty => ({ duty, code, date, start, end, site, change: 'taken' }),
    );
  const weeks = [...new Set(touched.map(({ date }) => mondayOf(date)))].sort();
  return weeks.map((from) => ({
    from,
    duties: [...held, ...taken]
      .filter(({ date }) => date >= from && date < addDays(from, 7))
      .sort((a, b) => (a.start < b.start ? -1 : 1)),
  }));
}
