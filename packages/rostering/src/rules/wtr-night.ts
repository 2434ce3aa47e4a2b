import { dutiesWithin, type Line } from '../line.ts';
import { spellsOf } from '../spell.ts';
import { durationWords } from '../words.ts';
import { HOUR } from '../zone.ts';
import { type ReferenceWindow, referenceWindows } from './reference-windows.ts';
import type { Breach, Rule } from './rule.ts';

/**
 * WTR-NIGHT: a night worker's work is at most 8 h on average in each 24 h. Windows are those of WTR-48, of 17 weeks
 * for everybody. A person is a night worker in a window when more than half of the dates on which a spell starts
 * have one that is a night shift. The mean is work by days: those of the window without leave, less one day of
 * weekly rest in seven (reg 6(5)). An opt-out of the 48 h changes nothing. It is not part of the rota file's rules.
 */
export const wtrNight: Rule = {
  id: 'WTR-NIGHT',
  pack: 'WTR',
  severity: 'hard',
  unit: 'hours',
  measure: 'a day on average for a night worker',
  source: 'Working Time Regulations 1998 reg 6',
  plainWords: 'Whoever works nights on most working days works at most 8 hours a day on average over 17 weeks.',
  verify: true,
  check: (line, { workingTime: { referenceWeeks, nightMeanHours } }) => {
    const breaches: Breach[] = [];
    for (const window of referenceWindows(line, referenceWeeks)) {
      const allowed = (nightMeanHours * HOUR * window.presentDays * 6) / 7;
      if (window.work <= allowed || !isNightWorker(line, window)) continue;
      breaches.push({
        from: window.from,
        to: window.to,
        value: (window.work * 7) / (window.presentDays * 6) / HOUR,
        limit: nightMeanHours,
        duties: dutiesWithin(line, window.from, window.to),
        mend: `Take ${durationWords(window.work - allowed)} of work out of these ${referenceWeeks} weeks, or move nights to days.`,
      });
    }
    return breaches;
  },
};

/** Of all duties: a window reaches further than the spells of a line do. */
function isNightWorker({ frame, duties }: Line, { fromDay, toDay }: ReferenceWindow): boolean {
  const days = new Set<number>();
  const nights = new Set<number>();
  for (const spell of spellsOf(frame, duties)) {
    if (spell.startDay < fromDay || spell.startDay >= toDay) continue;
    days.add(spell.startDay);
    if (spell.nights.length > 0) nights.add(spell.startDay);
  }
  return nights.size * 2 > days.size;
}
