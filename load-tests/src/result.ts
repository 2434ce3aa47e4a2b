import type { Judged } from '@weft/platform/log-invariants';
import type { NotStored } from './acknowledged.ts';
import type { Summary } from './k6.ts';
import type { Footprint, Machine } from './machine.ts';

/** Times of one flow or kind, in milliseconds. */
type Times = {
  readonly name: string;
  readonly count: number;
  readonly aSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
};

/** Something that had to hold, in words, and whether it did. */
export type Verdict = { readonly name: string; readonly holds: boolean; readonly found: string };

/** All that one run found, as it is kept in `results/`. */
export type Result = {
  readonly profile: string;
  readonly target: string;
  readonly startedAt: string;
  readonly commit: string;
  readonly machine: Machine;
  /** For how long requests were sent. */
  readonly seconds: number;
  /** The rates at which a broken limit ended the run; null when it went on to its end. */
  readonly brokeAt: { readonly commands: number; readonly reads: number } | null;
  readonly times: readonly Times[];
  /** Every request, polling of jobs included. */
  readonly calls: number;
  readonly dropped: number;
  readonly errorRate: number;
  /** Calls that were answered with "too busy". */
  readonly shed: number;
  readonly accepted: number;
  readonly refusals: Readonly<Record<string, number>>;
  readonly acknowledgedMinusStored: number;
  readonly footprints: readonly Footprint[];
  readonly verdicts: readonly Verdict[];
};

const round = (value: number) => Math.round(value * 100) / 100;
const PATTERN = /^http_req_duration\{(.*)\}$/;

/** 'flow:fill,phase:after' reads 'fill, after'. */
const nameOf = (tags: string) => tags.replace(/(flow|kind|phase):/g, '').replaceAll(',', ', ');

/** Times by flow, kind and phase; those that never happened are left out. */
export function timesOf({ metrics }: Summary, seconds: number): Times[] {
  return Object.entries(metrics).flatMap(([metric, { values }]) => {
    const tags = metric.match(PATTERN)?.[1];
    const count = values.count ?? 0;
    if (!tags || count === 0) return [];
    const at = (key: string) => round(values[key] ?? 0);
    const times = { p50: at('med'), p95: at('p(95)'), p99: at('p(99)'), p999: at('p(99.9)'), max: at('max') };
    return [{ name: nameOf(tags), count, aSecond: round(count / seconds), ...times }];
  });
}

/** A threshold in words: 'fill: p(95)<=25'. Those that only make k6 keep a metric say nothing and are left out. */
export function thresholdsOf({ metrics }: Summary): Verdict[] {
  return Object.entries(metrics).flatMap(([metric, { values, thresholds = {} }]) =>
    Object.entries(thresholds)
      .filter(([threshold]) => !threshold.endsWith('>=0'))
      .map(([threshold, { ok }]) => {
        const tags = metric.match(PATTERN)?.[1];
        const key = threshold.match(/^(p\([\d.]+\)|count|rate|max)/)?.[1] ?? '';
        const found = values[key];
        return {
          name: `${tags ? nameOf(tags) : metric}: ${threshold}`,
          holds: ok,
          found: typeof found === 'number' ? String(round(found)) : 'nothing',
        };
      }),
  );
}

/** What has to be so in the log after a run. */
export function logVerdicts(missing: NotStored, judged: readonly Judged[]): Verdict[] {
  const none = (name: string, ids: readonly string[]): Verdict => ({
    name,
    holds: ids.length === 0,
    found: ids.length === 0 ? 'none' : `${ids.length}: ${ids.slice(0, 3).join(' ')}`,
  });
  return [
    none('acknowledged and not stored', missing.commands),
    none('stored, and not at the position that was told', missing.positions),
    none('refused, and the refusal not kept', missing.refusals),
    ...judged.map(({ promise, broken }) => none(promise, broken)),
  ];
}

const columns = ['name', 'count', 'aSecond', 'p50', 'p95', 'p99', 'p999', 'max'] as const;

/** The result for people. The last line is 'N passed, N failed'. */
export function tableOf(result: Result): string {
  const { machine: on, verdicts } = result;
  const rows = [
    ['milliseconds', 'calls', 'a second', 'p50', 'p95', 'p99', 'p99.9', 'max'],
    ...result.times.map((times) => columns.map((column) => String(times[column]))),
  ];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ');
  const refused = Object.entries(result.refusals).map(([code, count]) => `${code} ${count}`);
  const failed = verdicts.filter(({ holds }) => !holds);
  const [first] = result.footprints;
  const last = result.footprints.at(-1);
  const cpu = (last?.cpuSeconds ?? 0) - (first?.cpuSeconds ?? 0);
  return [
    `${result.profile} on ${result.target}, ${result.startedAt}, commit ${result.commit}`,
    `${on.processor}, ${on.cores} cores, ${on.memoryMB} MB, load before ${on.loadBefore}`,
    ...(result.brokeAt
      ? [
          `a limit broke and ended it after ${Math.round(result.seconds)} s, at ${result.brokeAt.commands} commands/s and ${result.brokeAt.reads} reads/s`,
        ]
      : []),
    '',
    ...rows.map(line),
    '',
    `accepted ${result.accepted}, refused ${refused.length > 0 ? refused.join(', ') : '0'}, too busy ${result.shed}, dropped ${result.dropped}, errors ${round(result.errorRate * 100)} %`,
    ...(last
      ? [
          `the server took ${round((cpu * 1000) / Math.max(1, result.calls))} ms of processor time a call, and holds ${last.residentMB} MB, ${last.files} files, ${last.writeAheadMB} MB of write-ahead log`,
        ]
      : []),
    '',
    ...verdicts.map(({ name, holds, found }) => `${holds ? '✓' : '✗'} ${name} (${found})`),
    `${verdicts.length - failed.length} passed, ${failed.length} failed`,
  ].join('\n');
}
