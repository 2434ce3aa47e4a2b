import type { ProcessStatus, Status } from '@weft/contracts';
import { tableOf } from './terminal.ts';

/** A process's status with how far its clock is ahead of this machine's, in seconds. */
export type Seen = ProcessStatus & { readonly clockSeconds: number };

/** Clocks that differ by less than this agree, as far as a request over a network can tell. */
const CLOCK_SECONDS = 2;

const nameOf = ({ name, replica }: Pick<ProcessStatus, 'name' | 'replica'>) => (replica ? `${name}-${replica}` : name);
const worst = (numbers: readonly number[]) => Math.max(0, ...numbers);
const counted = (events: number) => (events >= 1000 ? '1000 or more' : String(events));

/** Seconds as people say them: '12 s', '5 min', '2 h'. */
function durationWords(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

function clockWords(seconds: number): string {
  if (Math.abs(seconds) < CLOCK_SECONDS) return 'agrees';
  return `${durationWords(Math.abs(seconds))} ${seconds > 0 ? 'ahead' : 'behind'}`;
}

function rowOf(seen: Seen) {
  const lags = seen.services.flatMap(({ lags }) => lags);
  return {
    process: nameOf(seen),
    ready: seen.ready ? 'yes' : 'NO',
    behind: durationWords(worst(lags.map(({ seconds }) => seconds))),
    events: counted(worst(lags.map(({ events }) => events))),
    bus: seen.busTrouble === null ? 'well' : 'TROUBLE',
    'set aside': worst(seen.services.map(({ missed }) => missed.count)),
    memory: `${Math.round(seen.memoryBytes / 1024 / 1024)} MB`,
    up: durationWords((Date.parse(seen.now) - Date.parse(seen.startedAt)) / 1000),
    clock: clockWords(seen.clockSeconds),
    version: seen.version,
  };
}

/** What an operator should read beside the table, most urgent first. */
function remarksOn(all: readonly Seen[], silent: Status['silent']): string[] {
  const about = (lines: (seen: Seen) => readonly string[]) =>
    all.flatMap((seen) => lines(seen).map((line) => `${nameOf(seen)}: ${line}`));
  const clocks = all.map(({ clockSeconds }) => clockSeconds);
  const versions = new Set(all.map(({ version }) => version));
  return [
    ...silent.map(({ url, because }) => `${url}: ${because}`),
    ...about(({ faults }) => faults),
    ...about(({ busTrouble, notes }) => [...new Set([...(busTrouble === null ? [] : [busTrouble]), ...notes])]),
    ...about(({ services }) =>
      services.flatMap(({ lags }) =>
        lags
          .filter(({ seconds }) => seconds >= 5)
          .map(
            ({ name, source, seconds, events }) =>
              `${name}${source === 'log' ? '' : ` of ${source}`} is ${durationWords(seconds)} and ${counted(events)} events behind.`,
          ),
      ),
    ),
    ...about(({ services }) =>
      services.flatMap(({ missed }) =>
        missed.first.map(({ name, subject, id }) => `${name} misses ${subject} ${id}. See: weft dead-letters list`),
      ),
    ),
    ...about(({ services }) =>
      services.flatMap(({ work }) =>
        work && work.queued + work.running > 0
          ? [
              `${work.running} roster jobs run and ${work.queued} wait${work.slowest === null ? '.' : `; the slowest is ${Math.round(work.slowest * 100)} % done.`}`,
            ]
          : [],
      ),
    ),
    ...(clocks.length > 0 && Math.max(...clocks) - Math.min(...clocks) >= CLOCK_SECONDS
      ? ['The clocks of the processes differ: sign-ins and times of events will be wrong. Set the clocks (NTP).']
      : []),
    ...(versions.size > 1 ? [`Releases differ: ${[...versions].join(', ')}. Finish the upgrade.`] : []),
  ];
}

/** The status in words: a table of processes, then what needs somebody. */
export function statusWords(url: string, status: Status, all: readonly Seen[]): string {
  const heads = all.flatMap(({ head }) => head ?? []).sort();
  const remarks = remarksOn(all, status.silent);
  return [
    `${url} is ${status.ready ? 'ready' : 'NOT READY'}. The log's head: ${heads.at(-1)?.replace(/^0+(?=.)/, '') ?? 'none'}.`,
    '',
    tableOf(all.map(rowOf)),
    '',
    ...(remarks.length > 0 ? remarks : ['Nothing needs anybody.']),
  ].join('\n');
}
