import { Command, InvalidArgumentError } from 'commander';
import { PEERS, type PeerName } from './peers/peer.ts';

/** What was asked on the command line. */
export type Asked = {
  readonly files: readonly string[];
  readonly all: boolean;
  readonly seconds: readonly number[];
  readonly seeds: readonly number[];
  readonly threads: number;
  readonly peer: readonly PeerName[];
  readonly engine: boolean;
  readonly data: string | undefined;
  readonly out: string | undefined;
  readonly keep: string | undefined;
  readonly curves: string | undefined;
  readonly results: string | undefined;
  readonly against: string | undefined;
  readonly other: string | undefined;
  readonly json: boolean;
};

/** Reads the words of the command line; ends the process with 1 and a message when they are wrong. */
export function readAsked(words: readonly string[], dataFolder: string | undefined): Asked {
  const command = new Command('bench:rostering')
    .description(
      'Builds rosters of benchmark instances, one run at a time, has them checked, and tells cost, bound, time and memory.',
    )
    .argument('[files...]', 'Curtois files; or names below the data folder: Instance8, n030w4_1_6-2-9-1')
    .option('--demo <files...>', 'problems of hospitals, as weft roster --problem writes them', [])
    .option('--all', 'every instance below the data folder', false)
    .option('--seconds <seconds...>', 'time limits (10)', numbers)
    .option('--seeds <seeds...>', 'seeds (1)', numbers)
    .option('--threads <threads>', 'threads of each solver', numberOf, 2)
    .option('--peer <name>', `also run ${PEERS.join(', ')}; may be given again`, peers, [])
    .option('--no-engine', 'only the peers')
    .option('--data <folder>', 'where the instances lie', dataFolder)
    .option('--out <file>', 'keep the roster there; a folder when there are several runs')
    .option('--keep <file>', 'keep all runs with their curves there, as JSON')
    .option('--curves <folder>', 'draw cost and bound over time there, a picture for each instance')
    .option('--results <file>', 'write the table into that page, in the place of the one that the same command wrote')
    .option('--against <file>', 'run again what that file of kept runs holds, in turn with the checkout of --other')
    .option('--other <folder>', 'the checkout to compare with')
    .option('--json', 'print the runs as JSON instead of a table', false);
  command.parse([...words], { from: 'user' });
  const { seconds = [10], seeds = [1] } = command.opts<{ seconds?: number[]; seeds?: number[] }>();
  const { demo, ...options } = command.opts<Omit<Asked, 'files' | 'seconds' | 'seeds'> & { demo: string[] }>();
  const asked = { ...options, seconds, seeds, files: [...command.args, ...demo] };
  if (options.peer.length > 0 && asked.files.some((file) => file.endsWith('.json')))
    command.error('The peers have no model of the rules of hospitals: leave --peer out with --demo.');
  if ((asked.against === undefined) !== (asked.other === undefined))
    command.error('--against and --other go together.');
  if (!asked.all && asked.files.length === 0 && asked.against === undefined) command.error('Name instances, or --all.');
  return asked;
}

function numberOf(word: string): number {
  const number = Number(word);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

function numbers(word: string, before: readonly number[] = []): number[] {
  return [...before, numberOf(word)];
}

function peers(word: string, before: readonly PeerName[]): PeerName[] {
  const peer = PEERS.find((each) => each === word);
  if (!peer) throw new InvalidArgumentError(`It must be one of ${PEERS.join(', ')}.`);
  return [...before, peer];
}
