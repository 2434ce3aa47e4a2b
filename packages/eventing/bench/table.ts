import type { Measured } from './measure.ts';

const COLUMNS: readonly (readonly [string, (row: Measured) => string])[] = [
  ['what', ({ what }) => what],
  ['count', ({ count }) => whole(count)],
  ['a second', ({ perSecond }) => whole(perSecond)],
  ['median ms', ({ medianMs }) => decimal(medianMs)],
  ['p99 ms', ({ p99Ms }) => decimal(p99Ms)],
  ['lag p99 ms', ({ lagP99Ms }) => decimal(lagP99Ms)],
  ['seconds', ({ seconds }) => decimal(seconds)],
  ['peak MB', ({ peakMb }) => (peakMb === undefined ? '' : whole(peakMb))],
  ['bytes/event', ({ bytesPerEvent }) => (bytesPerEvent === undefined ? '' : whole(bytesPerEvent))],
];

const whole = (value: number) => Math.round(value).toLocaleString('en-GB');
const decimal = (value: number | undefined) => (value === undefined ? '' : value.toFixed(2));

/** Lines of a Markdown table, and below it what went wrong. */
export function tableOf(rows: readonly Measured[]): string {
  const cells = [
    COLUMNS.map(([name]) => name),
    ...rows.map((row) =>
      row.count > 0 ? COLUMNS.map(([, of]) => of(row)) : [row.what, ...COLUMNS.slice(1).map(() => '')],
    ),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((line) => (line[column] as string).length)));
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, column) => (column === 0 ? text.padEnd(widths[0] as number) : text.padStart(widths[column] as number))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  const [head, ...body] = cells.map(line);
  const failures = rows.flatMap(({ what, failed }) => (failed === undefined ? [] : [`${what}: ${failed}`]));
  return [head, rule, ...body, ...(failures.length > 0 ? ['', ...failures] : [])].join('\n');
}
