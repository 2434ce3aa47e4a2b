import type { Options, Scenario } from 'k6/options';
import type { Profile } from '../src/profiles.ts';

export { board, checkFill, clear, fill, move, myRota, rosterJob, whoCanFill } from './flows.ts';

const profile = JSON.parse(__ENV.WEFT_PROFILE as string) as Profile;
const { stages, limits, judged, rosterJobsPerMinute, untilBroken } = profile;

type Flow = { readonly exec: string; readonly kind: 'command' | 'read'; readonly percent: number };
/** Parts in hundred of all commands, and of all reads. Thirds are equal by design: see flows.ts. */
const flows: Readonly<Record<string, Flow>> = {
  fill: { exec: 'fill', kind: 'command', percent: 100 / 3 },
  move: { exec: 'move', kind: 'command', percent: 100 / 3 },
  clear: { exec: 'clear', kind: 'command', percent: 100 / 3 },
  'my-rota': { exec: 'myRota', kind: 'read', percent: 45 },
  check: { exec: 'checkFill', kind: 'read', percent: 25 },
  board: { exec: 'board', kind: 'read', percent: 20 },
  'who-can-fill': { exec: 'whoCanFill', kind: 'read', percent: 10 },
};

/** Rates are whole numbers to k6: so many in five minutes. */
const UNIT_SECONDS = 300;

function scenarioOf({ exec, kind, percent }: Flow): Scenario {
  const rate = (stage: { commands: number; reads: number }) =>
    Math.round(((kind === 'command' ? stage.commands : stage.reads) * percent * UNIT_SECONDS) / 100);
  const most = Math.max(...stages.map(rate)) / UNIT_SECONDS;
  return {
    exec,
    executor: 'ramping-arrival-rate',
    startRate: rate(stages[0] as Profile['stages'][number]),
    timeUnit: `${UNIT_SECONDS}s`,
    stages: stages.map((stage) => ({ duration: `${stage.seconds}s`, target: rate(stage) })),
    preAllocatedVUs: Math.max(5, Math.ceil(most / 4)),
    maxVUs: Math.max(60, Math.ceil(most)),
    gracefulStop: '30s',
  };
}

function scenariosOf(): Record<string, Scenario> {
  const scenarios = Object.fromEntries(Object.entries(flows).map(([name, flow]) => [name, scenarioOf(flow)]));
  if (rosterJobsPerMinute === 0) return scenarios;
  const seconds = stages.reduce((sum, stage) => sum + stage.seconds, 0);
  return {
    ...scenarios,
    'roster-job': {
      exec: 'rosterJob',
      executor: 'constant-arrival-rate',
      rate: rosterJobsPerMinute,
      timeUnit: '60s',
      duration: `${seconds}s`,
      preAllocatedVUs: 10,
      maxVUs: 20,
      gracefulStop: '70s',
    },
  };
}

type Thresholds = NonNullable<Options['thresholds']>;

function thresholdsOf(): Thresholds {
  const { commandP95, commandP99, readP99, shedP99 } = limits;
  const phase = judged === null ? '' : `,phase:${judged}`;
  const of = (limit: number | null, percentile: number) =>
    limit === null
      ? []
      : [{ threshold: `p(${percentile})<=${limit}`, abortOnFail: untilBroken, delayAbortEval: '20s' }];
  const named: Thresholds = {
    dropped_iterations: ['count==0'],
    errors: ['rate<0.001'],
    shed: shedP99 === null ? ['count==0'] : ['count>=0'],
    'http_req_duration{status:503}': shedP99 === null ? ['max>=0'] : [`p(99)<=${shedP99}`],
    accepted: ['count>0'],
    [`http_req_duration{kind:command${phase}}`]: [...of(commandP95, 95), ...of(commandP99, 99)],
    [`http_req_duration{kind:read${phase}}`]: of(readP99, 99),
  };
  for (const [flow, { kind }] of Object.entries(flows)) {
    // A metric of one flow is told only where a threshold asks for it.
    named[`http_req_duration{flow:${flow}}`] = ['max>=0'];
    named[`http_req_duration{flow:${flow}${phase}}`] =
      kind === 'command' ? [...of(commandP95, 95), ...of(commandP99, 99)] : of(readP99, 99);
  }
  for (const name of new Set(stages.map((stage) => stage.phase)))
    for (const kind of ['command', 'read']) named[`http_req_duration{kind:${kind},phase:${name}}`] ??= ['max>=0'];
  return Object.fromEntries(
    Object.entries(named).map(([metric, list]) => [metric, list.length > 0 ? list : ['max>=0']]),
  );
}

export const options: Options = {
  scenarios: scenariosOf(),
  thresholds: thresholdsOf(),
  summaryTrendStats: ['min', 'med', 'p(95)', 'p(99)', 'p(99.9)', 'max', 'count'],
  systemTags: ['status', 'scenario', 'name', 'error_code'],
};

/** The whole summary as JSON, for the runner. */
export const handleSummary = (data: unknown): Record<string, string> => ({
  [__ENV.WEFT_SUMMARY as string]: JSON.stringify(data),
});
