/** A stretch of a run. The rates are those at its end; a stretch of 0 s jumps to them. */
export type Stage = {
  readonly phase: string;
  readonly seconds: number;
  /** Fills, moves and clears a second, in equal parts. */
  readonly commands: number;
  /** Boards, own rotas, checks and who-can-fill a second. */
  readonly reads: number;
};

/** What a run has to keep, in milliseconds; null where a profile looks for the limit and promises nothing. */
export type Limits = {
  readonly commandP95: number | null;
  readonly commandP99: number | null;
  readonly readP99: number | null;
  /** Whether the server may answer that it is too busy (429, 503), and how fast it has to say so. */
  readonly shedP99: number | null;
};

/** How hard, for how long, and what has to hold. All profiles are open models: requests come whatever the answers do. */
export type Profile = {
  readonly stages: readonly Stage[];
  /** The phase whose times are judged; null judges all. */
  readonly judged: string | null;
  readonly rosterJobsPerMinute: number;
  readonly limits: Limits;
  /** Ends as soon as a limit breaks: the rate reached is the answer. */
  readonly untilBroken: boolean;
};

const goal: Limits = { commandP95: 25, commandP99: 100, readP99: 60, shedP99: null };
/** Fast enough for a busy machine to tell right from broken. */
const sane: Limits = { commandP95: 500, commandP99: 1000, readP99: 1000, shedP99: 1000 };
const WARM_UP_SECONDS = 15;
/** A server that has just started is slow: the rate rises first, and what comes then is not judged. */
const warmUp = (commands: number, reads: number): Stage[] => [
  { phase: 'warm-up', seconds: 0, commands: Math.ceil(commands / 10), reads: Math.ceil(reads / 10) },
  { phase: 'warm-up', seconds: WARM_UP_SECONDS, commands, reads },
];
const steady = (commands: number, reads: number, seconds: number): Stage[] => [
  ...warmUp(commands, reads),
  { phase: 'steady', seconds, commands, reads },
];

/** The profiles by name. */
export const profiles: Readonly<Record<string, Profile>> = {
  smoke: {
    stages: steady(20, 60, 20),
    judged: 'steady',
    rosterJobsPerMinute: 6,
    limits: sane,
    untilBroken: false,
  },
  average: {
    stages: steady(200, 600, 60),
    judged: 'steady',
    rosterJobsPerMinute: 6,
    limits: goal,
    untilBroken: false,
  },
  stress: {
    stages: [
      ...warmUp(100, 300),
      ...[200, 300, 400].flatMap((commands) => [
        { phase: `at-${commands}`, seconds: 5, commands, reads: commands * 3 },
        { phase: `at-${commands}`, seconds: 25, commands, reads: commands * 3 },
      ]),
    ],
    judged: null,
    rosterJobsPerMinute: 2,
    limits: { commandP95: null, commandP99: 1000, readP99: 1000, shedP99: 50 },
    untilBroken: false,
  },
  spike: {
    stages: [
      ...warmUp(100, 100),
      { phase: 'before', seconds: 20, commands: 100, reads: 100 },
      { phase: 'spike', seconds: 0, commands: 800, reads: 100 },
      { phase: 'spike', seconds: 10, commands: 800, reads: 100 },
      { phase: 'recovering', seconds: 0, commands: 100, reads: 100 },
      { phase: 'recovering', seconds: 10, commands: 100, reads: 100 },
      { phase: 'after', seconds: 20, commands: 100, reads: 100 },
    ],
    judged: 'after',
    rosterJobsPerMinute: 0,
    limits: { commandP95: 25, commandP99: 100, readP99: 60, shedP99: 50 },
    untilBroken: false,
  },
  soak: {
    stages: steady(50, 150, 1800),
    judged: 'steady',
    rosterJobsPerMinute: 2,
    limits: goal,
    untilBroken: false,
  },
  breakpoint: {
    stages: [
      { phase: 'ramp', seconds: 0, commands: 50, reads: 150 },
      { phase: 'ramp', seconds: 240, commands: 1000, reads: 3000 },
    ],
    judged: null,
    rosterJobsPerMinute: 0,
    limits: { commandP95: null, commandP99: 250, readP99: 250, shedP99: null },
    untilBroken: true,
  },
};

/** The profile with its stretches (not the warm-up) and its rates so many times as long and as high. */
export const scaled = (profile: Profile, { time, rate }: { time: number; rate: number }): Profile => ({
  ...profile,
  stages: profile.stages.map(({ phase, seconds, commands, reads }) => ({
    phase: phase.replace(/^at-\d+$/, () => `at-${Math.round(commands * rate)}`),
    seconds: phase === 'warm-up' ? seconds : Math.round(seconds * time),
    commands: commands * rate,
    reads: reads * rate,
  })),
});

/** Seconds from the first request to the last. */
export const lengthOf = ({ stages }: Profile): number => stages.reduce((sum, { seconds }) => sum + seconds, 0);

/** What is running so many seconds after the start. */
export function stageAt({ stages }: Profile, second: number): Stage {
  let end = 0;
  for (const stage of stages) {
    end += stage.seconds;
    if (second < end) return stage;
  }
  return stages[stages.length - 1] as Stage;
}

/** The rates at a second of the run. */
export function rateAt({ stages }: Profile, second: number): { readonly commands: number; readonly reads: number } {
  let before = stages[0] as Stage;
  let begun = 0;
  for (const stage of stages) {
    if (second < begun + stage.seconds) {
      const share = (second - begun) / stage.seconds;
      const between = (from: number, to: number) => Math.round(from + (to - from) * share);
      return { commands: between(before.commands, stage.commands), reads: between(before.reads, stage.reads) };
    }
    begun += stage.seconds;
    before = stage;
  }
  return { commands: Math.round(before.commands), reads: Math.round(before.reads) };
}
