import { availableParallelism } from 'node:os';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

/** What the command was asked to do. */
export type RosterOptions = {
  readonly files: RosterFiles;
  readonly out?: string;
  readonly start?: string;
  readonly seconds?: number;
  readonly steps?: number;
  /** A fraction: 0.01 is 1 %. */
  readonly gap?: number;
  readonly idleSeconds?: number;
  readonly threads: number;
  readonly seed: number;
  readonly json: boolean;
  readonly explain: boolean;
};
export type RosterFiles =
  | { readonly format: 'curtois'; readonly in: string }
  | {
      readonly format: 'inrc2';
      readonly scenario: string;
      readonly history: string;
      readonly weeks: readonly string[];
    };

/** Arguments that cannot be carried out; the message says which and what to do. */
export class UsageError extends Error {
  override name = 'UsageError';
}

type Values = Omit<RosterOptions, 'files' | 'json' | 'explain'> & {
  readonly format: 'curtois' | 'inrc2';
  readonly in?: string;
  readonly scenario?: string;
  readonly history?: string;
  readonly weeks?: readonly string[];
  readonly json?: true;
  readonly explain?: true;
};

/** So many seconds are taken when nothing else says when to stop. */
const USUAL_SECONDS = 60;
const MOST_THREADS = 64;

/** Reads the arguments. Throws a `UsageError`; for --help gives the text to print instead. */
export function readOptions(args: readonly string[]): RosterOptions | { readonly help: string } {
  const command = commandOf();
  let told = '';
  command.configureOutput({
    writeOut: (text) => {
      told += text;
    },
    writeErr: () => undefined,
  });
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { help: told };
    throw new UsageError(`${error.message}\nSee npm run -s roster:file -- --help`);
  }
  const { format, in: path, scenario, history, weeks, json, explain, ...rest } = command.opts<Values>();
  const hasLimit = rest.seconds !== undefined || rest.steps !== undefined;
  return {
    files: filesOf({ format, in: path, scenario, history, weeks } as Values),
    ...(hasLimit ? {} : { seconds: USUAL_SECONDS }),
    ...rest,
    json: json === true,
    explain: explain === true,
  };
}

function commandOf(): Command {
  return new Command('roster:file')
    .description('Builds a roster for an instance file, and says how far it can be from the best.')
    .addOption(
      new Option('--format <format>', 'format of the instance').choices(['curtois', 'inrc2']).makeOptionMandatory(),
    )
    .option('--in <file>', 'curtois: the instance')
    .option('--scenario <file>', 'inrc2: the scenario')
    .option('--history <file>', 'inrc2: the history before the first week')
    .option('--weeks <files...>', 'inrc2: the data of all weeks, in order')
    .option('--out <path>', 'curtois: the file to write the roster to; inrc2: the folder for its solution files')
    .option('--start <path>', 'a roster to start from, as --out writes it')
    .option('--seconds <n>', `stop after so many seconds (${USUAL_SECONDS}, unless --steps is given)`, number(0, 1e7))
    .option('--steps <n>', 'stop after so many rounds of search in each thread', whole(0, 1e9))
    .option('--gap <fraction>', 'stop when cost and bound are so near: 0.01 is 1 %', number(0, 1))
    .option('--idle-seconds <n>', 'stop after so many seconds without a better roster', number(0, 1e7))
    .option('--threads <n>', 'worker threads', whole(1, MOST_THREADS), Math.min(MOST_THREADS, availableParallelism()))
    .option(
      '--seed <n>',
      'seed of the search; with --steps and one seed the roster is the same',
      whole(0, 2 ** 32 - 1),
      1,
    )
    .option('--json', 'print one line of JSON')
    .option('--explain', 'say what the roster costs, by rule, person and day')
    .allowExcessArguments(false)
    .exitOverride();
}

function filesOf({ format, in: path, scenario, history, weeks }: Values): RosterFiles {
  if (format === 'curtois') {
    if (scenario !== undefined || history !== undefined || weeks !== undefined) {
      throw new UsageError('--scenario, --history and --weeks belong to --format inrc2; curtois takes --in FILE.');
    }
    if (path === undefined) throw new UsageError('--format curtois needs --in FILE.');
    return { format, in: path };
  }
  if (path !== undefined)
    throw new UsageError('--in belongs to --format curtois; inrc2 takes --scenario, --history and --weeks.');
  if (scenario === undefined || history === undefined || weeks === undefined) {
    throw new UsageError('--format inrc2 needs --scenario FILE, --history FILE and --weeks FILE…, one for each week.');
  }
  return { format, scenario, history, weeks };
}

function number(min: number, max: number) {
  return (text: string) => {
    const value = /^\d*\.?\d+(e\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) throw new InvalidArgumentError(`Write a number from ${min} to ${max}.`);
    return value;
  };
}

function whole(min: number, max: number) {
  return (text: string) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) throw new InvalidArgumentError(`Write a whole number from ${min} to ${max}.`);
    return value;
  };
}
