import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type BackedUp,
  backUpLog,
  type Copied,
  CopyRefusedError,
  copyLog,
  type EventLog,
  LogUnavailableError,
  openLog,
} from '@weft/eventing';
import type { Command } from 'commander';
import { answer, type Common } from './command.ts';
import { CliError, EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

type Options = Pick<Common, 'json'> & { readonly from: string; readonly to: string };

const STEPS = { copying: 'copied', verifying: 'verified' } as const;

const AFTERWARDS = `Next, with every service stopped: set EVENT_LOG to the new log, and remove the views folder (data/views) and what
the bus holds. Views and bus know events by the old log's positions; both are filled again from the new log.`;

/** weft log copy. */
export function addLog(program: Command, terminal: Terminal): void {
  const log = program.command('log').description('Look after the event log.');
  log
    .command('backup')
    .description('Copy the file of a SQLite log as it stands now, while the platform goes on.')
    .requiredOption('--from <url>', 'the log, such as sqlite:./data/log.db')
    .requiredOption('--to <file>', 'the new file, on another disk')
    .option('--json', 'write the answer as JSON to stdout')
    .addHelpText(
      'after',
      `
Examples:
  $ weft log backup --from sqlite:./data/log.db --to /backup/weft-monday.db

To restore: stop the platform, put the file in the log's place, remove what ends in -wal and -shm beside it and the
views folder, and start. An EventStore server has backups of its own; weft log copy takes its log into a SQLite file.`,
    )
    .action(async (options: Options) => {
      const path = pathOf(placed(terminal, options.from));
      if (path === null)
        throw new CliError('Only a SQLite log is one file. For a server, use weft log copy.', EXIT.badInput);
      const backedUp = await backUpLog(path, resolve(terminal.cwd, options.to)).catch((error: Error) => {
        throw new CliError(error.message, EXIT.badInput);
      });
      answer(terminal, options, backedUp, () => backupWords(backedUp));
    });
  log
    .command('copy')
    .description('Carry a log over to another one, or go on where that was interrupted, and compare every event.')
    .requiredOption('--from <url>', 'the old log, such as sqlite:./data/log.db')
    .requiredOption(
      '--to <url>',
      'the new one, empty or begun by this command, such as esdb://localhost:2113?tls=false',
    )
    .option('--json', 'write the answer as JSON to stdout')
    .addHelpText(
      'after',
      `
Examples:
  $ weft log copy --from sqlite:./data/log.db --to "esdb://localhost:2113?tls=false"
  $ weft log copy --from "esdb://admin:changeit@db:2113?tlsCAFile=ca.crt" --to sqlite:./back/log.db

${AFTERWARDS}`,
    )
    .action(async (options: Options) => {
      const copied = await copyBetween(terminal, options);
      answer(terminal, options, copied, () => wordsOf(copied));
    });
}

async function copyBetween(terminal: Terminal, { from, to }: Options): Promise<Copied> {
  const [oldUrl, newUrl] = [placed(terminal, from), placed(terminal, to)];
  if (oldUrl === newUrl) throw new CliError('--from and --to name the same log. Name two.', EXIT.badInput);
  const path = pathOf(oldUrl);
  if (path !== null && !existsSync(path))
    throw new CliError(`There is no log at ${path}. Name the old log with --from.`, EXIT.badInput);
  const old = await opened('--from', oldUrl);
  try {
    const copy = await opened('--to', newUrl);
    try {
      return await copyLog({ from: old, to: copy }, ({ step, done, total }) =>
        step === 'reading'
          ? terminal.progress(0, 1, `${done} events of the old log read`)
          : terminal.progress(done, total, `${done} of ${total} events ${STEPS[step]}`),
      );
    } catch (error) {
      if (error instanceof CopyRefusedError) throw new CliError(error.message, EXIT.refused);
      throw unreached(error);
    } finally {
      await copy.close();
    }
  } finally {
    await old.close();
  }
}

/** A file's path is meant from where the command was typed. */
const placed = (terminal: Terminal, url: string) => {
  const path = pathOf(url);
  return path === null ? url : `sqlite:${resolve(terminal.cwd, path)}`;
};
const pathOf = (url: string) => (url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null);

async function opened(option: string, url: string): Promise<EventLog> {
  try {
    return await openLog(url);
  } catch (error) {
    if (error instanceof LogUnavailableError) throw unreached(error);
    throw new CliError(`${option}: ${error instanceof Error ? error.message : String(error)}`, EXIT.badInput);
  }
}

const unreached = (error: unknown) =>
  error instanceof LogUnavailableError
    ? new CliError(`${error.message}\nNothing is lost: the same command goes on from there.`, EXIT.unreachable)
    : error;

const backupWords = ({ events, position, bytes }: BackedUp) =>
  `${events} events up to position ${position ?? 'none'} are in the copy, ${bytes} bytes; every page was checked.`;

const wordsOf = ({ events, written, hash }: Copied) =>
  `${events} events are in the new log, ${written} of them written now; every one was compared with the old log.
Hash: ${hash}

${AFTERWARDS}`;
