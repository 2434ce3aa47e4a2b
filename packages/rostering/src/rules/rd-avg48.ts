import { dutiesWithin, type Line, workWithin } from '../line.ts';
import { durationWords } from '../words.ts';
import { HOUR } from '../zone.ts';
import type { Rule } from './rule.ts';

/** RD-AVG48: mean weekly work of the period, with the leave that falls to it taken out; 56 h with an opt-out. */
export const rdAvg48: Rule = {
  id: 'RD-AVG48',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'hours',
  measure: 'a week on average',
  source: 'TCS 2016 Sch 3 para 7',
  plainWords: 'Work is at most 48 hours a week on average over the rota, leave counted in; 56 with an opt-out.',
  verify: false,
  check: (line, { resident: { meanHours, meanHoursOptOut, normalDayHours } }) => {
    const { period, person } = line;
    const limit = person.optOut48 ? meanHoursOptOut : meanHours;
    const work = workWithin(line, period.from, period.to);
    const days = period.toDay - period.fromDay;
    const leaveDays = annualLeaveDaysOf(line);
    // Whole numbers, so that equality is exact: mean = (work − leave·normalDay·days/364) / (days·(260 − leave)/1820).
    const hours = work * 1820 - 5 * leaveDays * normalDayHours * HOUR * days;
    const weeks = days * (260 - leaveDays);
    if (weeks <= 0 || hours <= limit * HOUR * weeks) return [];
    const excess = (hours - limit * HOUR * weeks) / 1820;
    return [
      {
        from: period.from,
        to: period.to,
        value: hours / weeks / HOUR,
        limit,
        duties: dutiesWithin(line, period.from, period.to),
        mend: `Take ${durationWords(excess)} of work out of the period.`,
      },
    ];
  },
};

/** Annual leave of the resident's employment in days a year; the largest of several. */
function annualLeaveDaysOf({ person }: Line): number {
  let days = 0;
  for (const { pack, annualLeaveDays } of person.employments) {
    if (pack === 'EN-RD-2016') days = Math.max(days, annualLeaveDays);
  }
  return days;
}
