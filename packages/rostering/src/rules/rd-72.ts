import { dutiesWithin, touches, workWithin } from '../line.ts';
import { durationWords } from '../words.ts';
import { HOUR } from '../zone.ts';
import type { Breach, Rule } from './rule.ts';

/**
 * RD-72: no 168 elapsed hours hold more than 72 h of work. The most lies in a window that begins with a stretch of
 * work or ends with one, so those are judged: each that touches the period, wherever it begins.
 */
export const rd72: Rule = {
  id: 'RD-72',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'hours',
  measure: 'of work',
  source: 'TCS 2016 Sch 3 para 8',
  plainWords: 'Any 168 hours hold at most 72 hours of work.',
  verify: false,
  check: (line, { resident: { rolling } }) => {
    const length = rolling.windowHours * HOUR;
    const starts = new Set<number>();
    for (const { from, to } of line.work) {
      if (touches(line.period, from, from + length)) starts.add(from);
      if (touches(line.period, to - length, to)) starts.add(to - length);
    }
    const breaches: Breach[] = [];
    for (const from of starts) {
      const to = from + length;
      const work = workWithin(line, from, to);
      if (work <= rolling.maxHours * HOUR) continue;
      breaches.push({
        from,
        to,
        value: work / HOUR,
        limit: rolling.maxHours,
        duties: dutiesWithin(line, from, to),
        mend: `Take ${durationWords(work - rolling.maxHours * HOUR)} of work out of these ${rolling.windowHours} hours.`,
      });
    }
    return breaches.sort((a, b) => a.from - b.from);
  },
};
