import { dutiesWithin, type Line, workWithin } from '../line.ts';
import type { LeaveKind } from '../model.ts';
import { durationWords } from '../words.ts';
import { dayNumberOf, HOUR, instantOfDay, weekdayOfDay } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

const excluded: readonly LeaveKind[] = ['annual', 'sick', 'maternity', 'paternity', 'adoption', 'parental'];

/** WTR-48: mean weekly work over each window of whole weeks, days of leave taken out; windows lie in `known`. */
export const wtr48: Rule = {
  id: 'WTR-48',
  pack: 'WTR',
  severity: 'hard',
  unit: 'hours',
  measure: 'a week on average',
  source: 'Working Time Regulations 1998 regs 4 and 5',
  plainWords:
    'Work is at most 48 hours a week on average over 17 weeks (26 for doctors in training), days of leave left out, unless the person has opted out.',
  verify: false,
  check: (line, { workingTime: numbers }) => {
    const { person, known, period, frame } = line;
    if (person.optOut48) return [];
    const inTraining = person.employments.some(({ pack }) => pack === 'EN-RD-2016');
    const weeks = inTraining ? numbers.residentReferenceWeeks : numbers.referenceWeeks;
    const days = weeks * 7;
    const leaveDays = leaveDaysOf(line);
    const breaches: Breach[] = [];
    const firstMonday = known.fromDay + ((8 - weekdayOfDay(known.fromDay)) % 7);
    for (let day = firstMonday; day + days <= known.toDay; day += 7) {
      if (day >= period.toDay || day + days <= period.fromDay) continue;
      const present = days - leaveDays.filter((leaveDay) => leaveDay >= day && leaveDay < day + days).length;
      if (present === 0) continue;
      const from = instantOfDay(frame.zone, day, 0);
      const to = instantOfDay(frame.zone, day + days, 0);
      const work = workWithin(line, from, to);
      if (work * 7 <= numbers.weeklyHours * HOUR * present) continue;
      const excess = work - (numbers.weeklyHours * HOUR * present) / 7;
      breaches.push({
        from,
        to,
        value: (work * 7) / present / HOUR,
        limit: numbers.weeklyHours,
        duties: dutiesWithin(line, from, to),
        mend: `Take ${durationWords(excess)} of work out of these ${weeks} weeks.`,
      });
    }
    return breaches;
  },
};

/** The local days of leave that the mean leaves out, each once. */
function leaveDaysOf({ person }: Line): number[] {
  const days = new Set<number>();
  for (const { kind, from, to } of person.leave) {
    if (!excluded.includes(kind)) continue;
    const end = dayNumberOf(to);
    for (let day = dayNumberOf(from); day < end; day++) days.add(day);
  }
  return [...days];
}
