import type { Summary } from './summary.ts';

const HEADINGS = [
  'instance',
  'limit s',
  'solver',
  'cost',
  'of seeds',
  'bound',
  'best known',
  'gap',
  'published 10 min',
  's to 1 %',
  's to best',
  'MB',
  'stopped by',
  'note',
];

/** The summaries as a table in Markdown, which can be read as it is. A dash stands for "not reached" or "not known". */
export function tableOf(summaries: readonly Summary[]): string {
  const rows = summaries.map((each) => [
    each.instance,
    number(each.seconds),
    each.solver,
    each.cost === null ? 'none' : number(each.cost),
    each.seeds === 1 ? '1' : `${number(each.range[0])} to ${number(each.range[1])}`,
    each.bound === null ? '–' : number(Math.ceil(each.bound - 1e-6)),
    number(each.best),
    each.gap === null ? '–' : `${(each.gap * 100).toFixed(1)} %`,
    number(each.published),
    number(each.secondsToOnePercent),
    number(each.secondsToBest),
    each.peakMegabytes === null ? '–' : each.peakMegabytes.toFixed(0),
    each.stoppedBy,
    each.note.replaceAll('|', '/'),
  ]);
  const widths = HEADINGS.map((heading, at) => Math.max(heading.length, ...rows.map((row) => row[at]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`;
  return [line(HEADINGS), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Whole numbers as they are, others to one place. */
function number(value: number | null): string {
  if (value === null) return '–';
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
