import { holdsDay } from '../line.ts';
import type { ResidentNumbers } from '../packs.ts';
import type { Spell } from '../spell.ts';
import { durationWords } from '../words.ts';
import { HOUR, MINUTE } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

/** RD-BRK: 30, 60 or 90 minutes of break by the length of the spell, gaps between its shifts included. */
export const rdBrk: Rule = {
  id: 'RD-BRK',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'minutes',
  measure: 'of break',
  source: 'TCS 2016 Sch 3 paras 21 to 23',
  plainWords:
    'A shift of more than 5 hours has 30 minutes of break, of more than 9 hours 60, a night shift of 12 hours or more 90.',
  verify: false,
  check: ({ spells, period }, { resident }) => {
    const breaches: Breach[] = [];
    for (const spell of spells) {
      const limit = neededMinutes(spell, resident);
      if (spell.breakMinutes >= limit || !holdsDay(period, spell.startDay)) continue;
      breaches.push({
        from: spell.start,
        to: spell.end,
        value: spell.breakMinutes,
        limit,
        duties: spell.shifts.map(({ id }) => id),
        mend: `Add ${durationWords((limit - spell.breakMinutes) * MINUTE)} of break.`,
      });
    }
    return breaches;
  },
};

function neededMinutes({ start, end, nights }: Spell, { breaks }: ResidentNumbers): number {
  const length = end - start;
  let minutes = 0;
  if (length > breaks.short.overHours * HOUR) minutes = Math.max(minutes, breaks.short.minutes);
  if (length > breaks.long.overHours * HOUR) minutes = Math.max(minutes, breaks.long.minutes);
  if (nights.length > 0 && length >= breaks.night.fromHours * HOUR) minutes = Math.max(minutes, breaks.night.minutes);
  return minutes;
}
