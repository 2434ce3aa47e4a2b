import { type Line, OFF } from '../engine/instance.ts';
import { problemsIn } from './file-problem.ts';
import type { Inrc2 } from './inrc2.ts';
import { inrc2Text, type TextFile, WEEKDAYS } from './inrc2-text.ts';

/** The competition's solution files of a roster, one for each week: sol-week0.txt and so on. */
export function writeInrc2Solution({ instance, scenario, firstWeek }: Inrc2, lines: readonly Line[]): TextFile[] {
  return Array.from({ length: instance.days / 7 }, (_, index) => {
    const assignments = lines.flatMap((line, nurse) =>
      WEEKDAYS.flatMap((weekday, day) => {
        const code = line[7 * index + day]!;
        return code === OFF
          ? []
          : [`${instance.people[nurse]!.id} ${weekday} ${instance.codes[code]!.replace('|', ' ')}`];
      }),
    );
    const week = firstWeek + index;
    const head = ['SOLUTION', `${week} ${scenario.name}`, '', `ASSIGNMENTS = ${assignments.length}`];
    return { name: `sol-week${week}.txt`, text: `${[...head, ...assignments].join('\n')}\n` };
  });
}

/** Reads the solution files of all weeks, in any order; what stands after the assignments is passed over. Throws a `FileProblemError` that names file, line and field. */
export function readInrc2Solution({ instance, scenario, firstWeek }: Inrc2, files: readonly TextFile[]): Line[] {
  const lines = instance.people.map(() => new Int16Array(instance.days).fill(OFF));
  const nurseIndex = new Map(instance.people.map(({ id }, at) => [id, at]));
  const codeIndex = new Map(instance.codes.map((code, at) => [code, at]));
  const weeks = instance.days / 7;
  const seen = new Map<number, string>();
  for (const file of files) {
    const source = inrc2Text(file);
    source.heading('SOLUTION');
    const head = source.next('SOLUTION');
    const last = firstWeek + weeks - 1;
    const week = source.number(head, head.words[0]!, 'SOLUTION week', { min: firstWeek, max: last }) - firstWeek;
    if (head.words[1] !== scenario.name) {
      source.wrong(head, 'SOLUTION', `is for scenario '${head.words[1] ?? ''}', not for '${scenario.name}'`);
    }
    source.problems.throwAny();
    if (seen.has(week)) source.wrong(head, 'SOLUTION', `is for the same week as ${seen.get(week)}`);
    seen.set(week, file.name);
    for (const row of source.list('ASSIGNMENTS')) {
      const [who = '', when = '', shift = '', skill = ''] = row.words;
      const line = lines[nurseIndex.get(who) ?? -1];
      const weekday = WEEKDAYS.indexOf(when);
      const code = codeIndex.get(`${shift}|${skill}`);
      if (line === undefined) source.wrong(row, 'ASSIGNMENTS nurse', `'${who}' is no nurse of the scenario`);
      if (weekday < 0) source.wrong(row, 'ASSIGNMENTS day', `'${when}' is no day; write one of ${WEEKDAYS.join(', ')}`);
      if (code === undefined) {
        source.wrong(row, 'ASSIGNMENTS', `'${shift}' '${skill}' is no shift and skill of the scenario`);
      }
      if (line === undefined || weekday < 0 || code === undefined) continue;
      const day = 7 * week + weekday;
      if (line[day] !== OFF) source.wrong(row, 'ASSIGNMENTS', `${who} works a second shift on ${when}; one a day`);
      line[day] = code;
    }
    source.problems.throwAny();
  }
  const { report, throwAny } = problemsIn('solution');
  for (let week = 0; week < weeks; week++) {
    if (!seen.has(week)) report(0, `week ${firstWeek + week}`, 'has no file');
  }
  throwAny();
  return lines;
}
