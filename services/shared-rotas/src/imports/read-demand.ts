import { SiteCode, TemplateId } from '@weft/contracts';
import { addDays } from '@weft/rostering';
import {
  codeCell,
  column,
  dateCell,
  emptyOr,
  listCell,
  numberCell,
  oneOfCell,
  type Problem,
  readTable,
  textCell,
  timeCell,
  type UploadedFile,
} from '@weft/service-kit';
import { z } from 'zod';
import type { RotaState } from '../board/state.ts';
import type { DemandTemplate } from '../demand-template/events.ts';
import type { ImportChange } from './changes.ts';
import { isUnreadable, nothingRead, type ReadImport } from './problems.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const SEVEN = [1, 2, 3, 4, 5, 6, 7];

/** 'Mon-Fri', 'Sat;Sun', 'daily', 'weekdays', '1-5' → Monday 1 to Sunday 7. */
const weekdaysCell = z.string().transform((text, ctx) => {
  const words = text
    .toLowerCase()
    .replace(/\s*[-–]\s*/g, '-')
    .split(/[;|\s]+/)
    .filter((word) => word !== '');
  const days = new Set<number>();
  for (const word of words) {
    const named = { daily: SEVEN, 'every-day': SEVEN, weekdays: SEVEN.slice(0, 5), weekends: [6, 7] }[word];
    const [first = 0, last = 0] = named ? [] : rangeOf(word);
    if (!named && (first === 0 || last === 0 || last < first)) {
      ctx.addIssue({
        code: 'custom',
        message: `"${word}" names no weekdays.`,
        params: { mend: 'Write daily, weekdays, weekends, Mon-Fri, or single days such as Sat;Sun.' },
      });
      return z.NEVER;
    }
    for (const day of named ?? SEVEN) if (named || (day >= first && day <= last)) days.add(day);
  }
  if (days.size > 0) return [...days].sort();
  ctx.addIssue({
    code: 'custom',
    message: 'The cell is empty.',
    params: { mend: 'Write for example Mon-Fri or daily.' },
  });
  return z.NEVER;
});

function rangeOf(word: string): number[] {
  const numbers = word
    .split('-')
    .map((part) => (/^[1-7]$/.test(part) ? Number(part) : DAYS.findIndex((day) => part.startsWith(day)) + 1));
  return [numbers[0] ?? 0, numbers.at(-1) ?? 0];
}

/** The columns of a demand table; `docs/imports.md` shows them. */
export const demandLayout = {
  code: column('code', textCell(20), { synonyms: ['shift', 'shift code', 'duty code'] }),
  site: column('site', codeCell(SiteCode), { synonyms: ['site code', 'hospital'], mend: 'Write its ODS code.' }),
  service: column('service', textCell(100), { synonyms: ['department', 'specialty'] }),
  role: column('role', textCell(100), { synonyms: ['position'] }),
  grades: column('grades', listCell, { needed: false, synonyms: ['grade'] }),
  skill: column('skill', emptyOr(textCell(60)), { needed: false }),
  count: column('count', numberCell(1, 50, 'whole'), { synonyms: ['people', 'number needed'] }),
  kind: column('kind', emptyOr(oneOfCell(['shift', 'on-call'])), { needed: false, synonyms: ['type'] }),
  start: column('start', timeCell, { synonyms: ['start time', 'begins'] }),
  end: column('end', timeCell, { synonyms: ['end time', 'finish', 'ends'] }),
  breakMinutes: column('break minutes', emptyOr(numberCell(0, 1440, 'whole')), { needed: false, synonyms: ['breaks'] }),
  expectedWorkMinutes: column('expected work minutes', emptyOr(numberCell(0, 10_080, 'whole')), { needed: false }),
  weekdays: column('weekdays', weekdaysCell, { synonyms: ['days'] }),
  publicHolidays: column('public holidays', emptyOr(oneOfCell(['as-usual', 'closed', 'only'])), {
    needed: false,
    synonyms: ['bank holidays'],
  }),
  from: column('first day', emptyOr(dateCell), { needed: false, synonyms: ['from', 'start date'] }),
  to: column('last day', emptyOr(dateCell), { needed: false, synonyms: ['to', 'until', 'end date'] }),
};

const idOf = (rota: string, parts: readonly string[]) =>
  TemplateId.parse(
    [rota, ...parts]
      .join('.')
      .replace(/[^A-Za-z0-9_.~-]+/g, '_')
      .slice(0, 100),
  );

/** Reads a table of demand for a rota. `known`: templates that are there; the same row again changes nothing. */
export async function readDemand(
  file: UploadedFile,
  rota: RotaState,
  known: ReadonlyMap<string, DemandTemplate>,
): Promise<ReadImport> {
  const read = await readTable(file, demandLayout);
  if (isUnreadable(read)) return nothingRead(read);
  const problems: Problem[] = [...read.problems];
  const changes: ImportChange[] = [];
  const taken = new Map<string, number>();
  for (const { row, values } of read.rows) {
    const wrong = (one: string, value: string, because: string, mend: string) =>
      problems.push({ row, column: one, value, because, mend });
    if (!rota.sites.includes(values.site)) {
      wrong(
        'site',
        values.site,
        `Site ${values.site} is no site of rota ${rota.name}.`,
        `Write one of ${rota.sites.join(', ')}.`,
      );
      continue;
    }
    if (values.to !== null && values.to < (values.from ?? rota.period.from)) {
      const because = `It would end on ${values.to}, before its first day.`;
      wrong('last day', values.to, because, 'Write the last day on which it holds, or leave it empty.');
      continue;
    }
    const id = idOf(rota.rota, [values.site, values.code, values.start.replace(':', ''), values.weekdays.join('')]);
    const earlier = taken.get(id);
    if (earlier !== undefined) {
      wrong(
        'code',
        values.code,
        `Row ${earlier} says the same site, code, start and weekdays.`,
        'Leave one of them out.',
      );
      continue;
    }
    taken.set(id, row);
    const template: DemandTemplate = {
      id,
      rota: rota.rota as DemandTemplate['rota'],
      site: values.site,
      service: values.service,
      role: values.role,
      grade: [...values.grades],
      skill: values.skill,
      count: values.count,
      kind: values.kind ?? 'shift',
      code: values.code,
      startTime: values.start,
      endTime: values.end,
      breakMinutes: values.breakMinutes ?? 0,
      expectedWorkMinutes: values.expectedWorkMinutes ?? 0,
      weekdays: values.weekdays,
      publicHolidays: values.publicHolidays ?? 'as-usual',
      from: values.from ?? rota.period.from,
      to: values.to === null ? null : addDays(values.to, 1),
      arrangement: null,
    };
    if (JSON.stringify(known.get(id)) === JSON.stringify(template)) continue;
    const verb = known.has(id) ? 'Change' : 'Add';
    changes.push({
      row,
      what: `${verb} demand ${template.code}: ${template.count} × ${template.role} at ${template.site}, ${template.startTime} to ${template.endTime}.`,
      act: { do: 'set-demand', template },
    });
  }
  return { rows: read.count, changes, problems };
}
