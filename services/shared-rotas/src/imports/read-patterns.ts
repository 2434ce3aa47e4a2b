import { PatternId } from '@weft/contracts';
import { column, emptyOr, numberCell, type Problem, readTable, textCell, type UploadedFile } from '@weft/service-kit';
import type { RotaState } from '../board/state.ts';
import type { Pattern } from '../pattern/events.ts';
import type { ImportChange } from './changes.ts';
import { isUnreadable, nothingRead, type ReadImport } from './problems.ts';

const day = (title: string, synonym: string) =>
  column(title, emptyOr(textCell(20)), { needed: false, synonyms: [synonym] });

/** The columns of a pattern table: one row per week. */
export const patternLayout = {
  pattern: column('pattern', textCell(200), { synonyms: ['name', 'cycle'] }),
  week: column('week', numberCell(1, 104, 'whole')),
  monday: day('Monday', 'Mon'),
  tuesday: day('Tuesday', 'Tue'),
  wednesday: day('Wednesday', 'Wed'),
  thursday: day('Thursday', 'Thu'),
  friday: day('Friday', 'Fri'),
  saturday: day('Saturday', 'Sat'),
  sunday: day('Sunday', 'Sun'),
};
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const NO_DUTY = new Set(['off', '-', '–', 'x', 'rest']);

/** The id of a pattern by its name. */
const patternId = (rota: string, name: string): PatternId =>
  PatternId.parse(`${rota}.${name}`.replace(/[^A-Za-z0-9_.~-]+/g, '_').slice(0, 100));

/** Reads a table of patterns: weeks of codes. All weeks from 1 on have to be there. */
export async function readPatterns(
  file: UploadedFile,
  rota: RotaState,
  known: ReadonlyMap<string, Pattern>,
): Promise<ReadImport> {
  const read = await readTable(file, patternLayout);
  if (isUnreadable(read)) return nothingRead(read);
  const problems: Problem[] = [...read.problems];
  const weeks = new Map<string, Map<number, { readonly row: number; readonly codes: string[] }>>();
  for (const { row, values } of read.rows) {
    const pattern = weeks.get(values.pattern) ?? new Map();
    weeks.set(values.pattern, pattern);
    const earlier = pattern.get(values.week);
    if (earlier) {
      problems.push({
        row,
        column: 'week',
        value: String(values.week),
        because: `Row ${earlier.row} is week ${values.week} of ${values.pattern} already.`,
        mend: 'Give each week of a pattern its own number.',
      });
      continue;
    }
    const codes = DAYS.map((name) => {
      const code = values[name] ?? '';
      return NO_DUTY.has(code.toLowerCase()) ? '' : code;
    });
    pattern.set(values.week, { row, codes });
  }
  const changes: ImportChange[] = [];
  for (const [name, byWeek] of weeks) {
    const numbers = [...byWeek.keys()].sort((a, b) => a - b);
    const missing = Array.from({ length: numbers.at(-1) ?? 0 }, (_, index) => index + 1).find(
      (week) => !byWeek.has(week),
    );
    const rows = [...byWeek.values()].map(({ row }) => row);
    const row = Math.min(...rows);
    if (missing !== undefined) {
      problems.push({
        row,
        column: 'week',
        value: numbers.join(', '),
        because: `Week ${missing} of ${name} is missing or wrong.`,
        mend: 'Add it, or number the weeks from 1 without a hole.',
      });
      continue;
    }
    const pattern: Pattern = {
      id: patternId(rota.rota, name),
      rota: rota.rota as Pattern['rota'],
      name,
      weeks: numbers.map((week) => byWeek.get(week)?.codes ?? []),
    };
    if (JSON.stringify(known.get(pattern.id)) === JSON.stringify(pattern)) continue;
    changes.push({
      row,
      what: `${known.has(pattern.id) ? 'Change' : 'Add'} pattern ${name} of ${pattern.weeks.length} weeks.`,
      act: { do: 'set-pattern', pattern },
    });
  }
  return { rows: read.count, changes, problems };
}
