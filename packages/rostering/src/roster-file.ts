import { type Contradiction, contradictionOf } from './engine/contradiction.ts';
import { explainDifference, explainRoster } from './engine/explain.ts';
import type { Instance, Ruled } from './engine/instance.ts';
import { rosterCost } from './engine/score.ts';
import type { EngineOptions, Solution } from './engine/solution.ts';
import { solveLines } from './engine/solve.ts';
import { FileProblemError } from './formats/file-problem.ts';
import { readInstanceFiles } from './roster-file/instance-files.ts';
import { type RosterOptions, readOptions, UsageError } from './roster-file/options.ts';
import { asJson, asText, progressAsText } from './roster-file/report.ts';

/** What the command needs of the process that runs it. */
export type RosterSurroundings = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Stops the search; the best roster so far is written all the same. */
  readonly signal: AbortSignal;
  readonly solve: (instance: Instance, options: EngineOptions) => Promise<Solution>;
};

/**
 * The command behind `npm run roster:file`. Gives the exit code: 0 with a roster, also one in which hard rules are
 * broken because they contradict each other; 2 when arguments or files are wrong, after saying what and where.
 * Rejected when the engine fails, or says another cost than the rules do.
 */
export async function rosterFile(args: readonly string[], surroundings: RosterSurroundings): Promise<0 | 2> {
  try {
    const options = readOptions(args);
    if ('help' in options) surroundings.out(options.help);
    else await buildRoster(options, surroundings);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof FileProblemError)) throw error;
    surroundings.err(`${error.message}\n`);
    return 2;
  }
}

async function buildRoster(options: RosterOptions, { out, err, signal, solve }: RosterSurroundings): Promise<void> {
  const { seed, threads, seconds, steps, gap, idleSeconds } = options;
  const files = await readInstanceFiles(options.files);
  const { ruled } = files;
  const startFrom = options.start === undefined ? null : await files.readRoster(options.start);
  if (options.out !== undefined) await files.prepare(options.out);
  const solution = await solve(ruled.instance, {
    seed,
    threads,
    signal,
    ...(seconds === undefined ? {} : { seconds }),
    ...(steps === undefined ? {} : { steps }),
    ...(gap === undefined ? {} : { gap }),
    ...(idleSeconds === undefined ? {} : { idleSeconds }),
    ...(startFrom === null ? {} : { startFrom }),
    onProgress: (progress) => err(progressAsText(progress)),
  });
  const { lines } = solution;
  const cost = rosterCost(ruled.instance, lines);
  // Stopped before the first roster, the engine knows no cost; everybody is off.
  if (Number.isFinite(solution.cost) && cost !== solution.cost) {
    throw new Error(
      `The engine says that its roster costs ${solution.cost}; by the rules it costs ${cost}. Report this.`,
    );
  }
  if (options.out !== undefined) await files.writeRoster(options.out, lines);
  const run = {
    ruled,
    solution,
    cost,
    underMinimum: files.underMinimum?.(lines) ?? null,
    memoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
    seed,
    threads,
    explanation: options.explain ? explainRoster(ruled, lines) : null,
    contradictions: signal.aborted ? [] : contradictionsOf(ruled, solution),
    difference: options.explain && startFrom !== null ? explainDifference(ruled, startFrom, lines) : null,
  };
  out(options.json ? `${JSON.stringify(asJson(run))}\n` : asText(run));
}

/** What is looked for in so many milliseconds is told; the roster does not wait longer for it. */
const CONTRADICTIONS_MS = 5_000;

function contradictionsOf(ruled: Ruled, { broken }: Solution): Contradiction[] {
  const end = performance.now() + CONTRADICTIONS_MS;
  const isOver = () => performance.now() > end;
  return broken.flatMap((person) => (isOver() ? [] : (contradictionOf(ruled, person, isOver) ?? [])));
}

if (import.meta.main) {
  const stop = new AbortController();
  let stoppedAt = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      // One Ctrl-C arrives twice, from the terminal and from npm; a later one is meant.
      if (stop.signal.aborted && performance.now() - stoppedAt > 2000) process.exit(130);
      if (!stop.signal.aborted) stoppedAt = performance.now();
      stop.abort();
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A reader such as `head` may have seen enough.
      if (error.code !== 'EPIPE') throw error;
    });
  }
  // No process.exit: what a pipe has not yet taken must still be written.
  process.exitCode = await rosterFile(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    signal: stop.signal,
    solve: solveLines,
  });
}
