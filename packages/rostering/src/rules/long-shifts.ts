import type { Line } from '../line.ts';
import type { ResidentNumbers } from '../packs.ts';
import type { Spell } from '../spell.ts';
import { HOUR, instantOfDay, MINUTE } from '../zone.ts';
import { type Run, runsOf } from './run.ts';

/** Runs of start dates of long shifts: spells longer than 10 h, exactly 10 h not. */
export function longShiftRuns(line: Line, numbers: ResidentNumbers): Run[] {
  return runsOf(line, (spell) => (isLong(spell, numbers) ? [spell.startDay] : []));
}

/** Runs of start dates of long evening shifts: long, begun before 16:00, ended after 23:00 of the start date. */
export function longEveningRuns(line: Line, numbers: ResidentNumbers): Run[] {
  const { startBefore, endAfter } = numbers.longEvening;
  return runsOf(line, (spell) => {
    if (!isLong(spell, numbers) || spell.startClock >= startBefore * MINUTE) return [];
    return spell.end > instantOfDay(line.frame.zone, spell.startDay, endAfter) ? [spell.startDay] : [];
  });
}

function isLong({ start, end }: Spell, { longShift }: ResidentNumbers): boolean {
  return end - start > longShift.overHours * HOUR;
}
