import type { Board } from '../board-data.ts';
import type { Picture } from './picture.ts';

/** A board as rows, as the views draw it; what only a board in columns tells is not known. */
export function pictureOfBoard(board: Board): Picture {
  const dates = board.days.map(({ date }) => date);
  const dateOfDuty = new Map<string, string>(board.duties.map(({ id, date }) => [id, date]));
  return {
    days: board.days.map(({ clockChange, ...day }) => ({
      ...day,
      hours: clockChange ? (day.date.slice(5) < '07' ? 23 : 25) : 24,
    })),
    people: board.people.map((person) => ({
      ...person,
      average: null,
      carried: null,
      leave: person.leave.map(({ kind, from, to }) => ({
        kind,
        days: dates.filter((date) => date >= from && date < to),
      })),
      elsewhere: person.elsewhere.map((busy) => ({ ...busy, date: busy.start.slice(0, 10) })),
    })),
    duties: board.duties.map((duty) => ({
      ...duty,
      filled: duty.filled.map(({ person, employer, pinned }) => ({ person, pinned, employers: [employer] })),
    })),
    findings: board.findings.map((finding) => ({
      ...finding,
      days: [...new Set(finding.duties.flatMap((id) => dateOfDuty.get(id) ?? []))],
    })),
  };
}
