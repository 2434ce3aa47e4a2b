import { type Breach, isInPeriod, restAfter, type Spell, type Timeline } from './timeline.ts';
import { dayStart, localDay, localMinute } from './uk-calendar.ts';

const HOUR = 60;

const runsOf = (days: ReadonlySet<number>): readonly (readonly number[])[] => {
  const runs: number[][] = [];
  for (const first of [...days].sort((a, b) => a - b)) {
    if (days.has(first - 1)) continue;
    const run: number[] = [];
    for (let day = first; days.has(day); day += 1) run.push(day);
    runs.push(run);
  }
  return runs;
};

const touches = (time: Timeline, run: readonly number[]): boolean =>
  run.some((day) => day >= time.period.from && day < time.period.to);

const longRuns = (time: Timeline, rule: string, run: readonly number[], limit: number): readonly Breach[] =>
  run.length > limit && touches(time, run) ? [{ rule, at: dayStart(run[0]!), value: run.length, limit }] : [];

const shortRest = (time: Timeline, rule: string, spell: Spell, hours: number): readonly Breach[] => {
  const rest = restAfter(time, spell);
  const next = time.spells[time.spells.indexOf(spell) + 1];
  if (rest === null || next === undefined || rest >= hours * HOUR) return [];
  if (!isInPeriod(time, spell.start) && !isInPeriod(time, next.start)) return [];
  return [{ rule, at: spell.start, value: rest / HOUR, limit: hours }];
};

const runsOfSpells = (time: Timeline, rule: string, chosen: readonly Spell[], limit: number): readonly Breach[] => {
  const restFrom = limit === 7 ? 7 : 4;
  return runsOf(new Set(chosen.map(({ startDay }) => startDay))).flatMap((run) => {
    const last = chosen.findLast(({ startDay }) => startDay === run.at(-1))!;
    const rests = run.length >= restFrom ? shortRest(time, `${rule}-REST`, last, 48) : [];
    return [...longRuns(time, rule, run, limit), ...rests];
  });
};

const isLong = ({ start, end }: Spell): boolean => end - start > 10 * HOUR;

const isLongEvening = (spell: Spell): boolean => {
  if (!isLong(spell) || localMinute(spell.start) >= 16 * HOUR) return false;
  const lastMinute = spell.end - 1;
  return localDay(lastMinute) > spell.startDay || localMinute(lastMinute) >= 23 * HOUR;
};

const nights = (time: Timeline): readonly Breach[] => {
  const worked = new Set(time.spells.flatMap((spell) => spell.nights));
  const rests = time.spells.flatMap((spell, position) => {
    const next = time.spells[position + 1];
    if (spell.nights.length === 0 || next === undefined) return [];
    return next.nights.includes(Math.max(...spell.nights) + 1) ? [] : shortRest(time, 'RD-NIGHT-REST', spell, 46);
  });
  return [...runsOf(worked).flatMap((run) => longRuns(time, 'RD-NIGHT4', run, 4)), ...rests];
};

/** Runs of long, late, night and all spells of resident doctors, and the rests after them. */
export const judgeResidentRuns = (time: Timeline): readonly Breach[] => [
  ...runsOfSpells(time, 'RD-LONG4', time.spells.filter(isLong), 4),
  ...runsOfSpells(time, 'RD-LATE4', time.spells.filter(isLongEvening), 4),
  ...runsOfSpells(time, 'RD-7', time.spells, 7),
  ...nights(time),
];
