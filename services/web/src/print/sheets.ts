import type { Board, BoardDuty } from '../board/board-data.ts';
import { addDays, longDay, mondayOf, timesOf } from '../layout/words.ts';

/** One sheet of paper, or several when its rows need them: people down, days across. */
export type Sheet = {
  readonly title: string;
  readonly days: readonly string[];
  readonly rows: readonly { readonly person: string; readonly name: string; readonly cells: readonly string[] }[];
  /** Places without anybody, day by day. */
  readonly gaps: readonly number[];
};

/** What a code means, in words. */
export type LegendLine = { readonly code: string; readonly words: string };

/** A sheet for each week, with everybody who is on the board. */
export function byWeek(board: Board): Sheet[] {
  const weeks = Map.groupBy(board.days, ({ date }) => mondayOf(date));
  return [...weeks].map(([monday, days]) =>
    sheetOf(board, `Week of ${longDay(monday)}`, { days: days.map(({ date }) => date), isMeant: () => true }),
  );
}

/** A sheet for each site, with those who work there on the days shown. */
export function bySite(board: Board): Sheet[] {
  const sites = new Map(board.duties.map(({ site, siteName }) => [site, siteName]));
  const days = board.days.map(({ date }) => date);
  const last = addDays(days.at(-1) ?? '', 0);
  return [...sites]
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .map(([site, name]) =>
      sheetOf(board, `${name}, ${longDay(days[0] ?? '')} to ${longDay(last)}`, {
        days,
        isMeant: (duty) => duty.site === site,
        onlyBusy: true,
      }),
    );
}

type Part = {
  readonly days: readonly string[];
  readonly isMeant: (duty: BoardDuty) => boolean;
  readonly onlyBusy?: boolean;
};

function sheetOf(board: Board, title: string, { days, isMeant, onlyBusy = false }: Part): Sheet {
  const held = new Map<string, string[]>();
  const gaps = new Map<string, number>();
  for (const duty of board.duties) {
    if (duty.withdrawn || !isMeant(duty)) continue;
    for (const { person } of duty.filled) {
      const key = `${person} ${duty.date}`;
      held.set(key, [...(held.get(key) ?? []), duty.code]);
    }
    gaps.set(duty.date, (gaps.get(duty.date) ?? 0) + Math.max(0, duty.count - duty.filled.length));
  }
  const rows = board.people.map(({ person, name, leave }) => ({
    person,
    name,
    cells: days.map((date) => {
      const codes = held.get(`${person} ${date}`);
      if (codes) return codes.join('+');
      return leave.some(({ from, to }) => from <= date && date < to) ? 'L' : '';
    }),
  }));
  return {
    title,
    days,
    rows: onlyBusy ? rows.filter(({ cells }) => cells.some((cell) => cell !== '' && cell !== 'L')) : rows,
    gaps: days.map((date) => gaps.get(date) ?? 0),
  };
}

/** Each code on the board once, with its role, site and times; a code of several kinds has several lines. */
export function legendOf(board: Board): LegendLine[] {
  const lines = new Map<string, LegendLine>();
  for (const duty of board.duties) {
    const words = `${duty.role}, ${duty.siteName}, ${timesOf(duty)}`;
    lines.set(`${duty.code} ${words}`, { code: duty.code, words });
  }
  return [...lines.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}
