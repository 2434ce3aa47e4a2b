import { setTimeout } from 'node:timers/promises';
import { Status } from '@weft/contracts';
import type { Command } from 'commander';
import { addCommand, answer, type Common } from './command.ts';
import { urlOf } from './connection.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { unreachable } from './faults.ts';
import { readSession } from './session.ts';
import { type Seen, statusWords } from './status-words.ts';
import type { Terminal } from './terminal.ts';

const PATIENCE_MS = 10_000;
const WATCH_MS = 2000;
const CLEAR = '\u001b[H\u001b[2J';

type Asked = { readonly status: Status; readonly all: readonly Seen[] };

/** Asks for the status, with the kept sign-in when there is one for that address. Clocks are compared half way. */
async function ask(terminal: Terminal, url: string): Promise<Asked> {
  const session = readSession(terminal.env);
  const token = session && (session.url === url || terminal.env.WEFT_TOKEN) ? session.token : null;
  const from = Date.now();
  let text: string;
  try {
    const response = await fetch(`${url}/health/status`, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    text = await response.text();
  } catch {
    const { words, exit } = unreachable(url);
    throw new CliError(words, exit);
  }
  const here = (from + Date.now()) / 2;
  const status = readStatus(text, url);
  if (status.processes === null)
    throw new CliError(
      `${url} is ${status.ready ? 'ready' : 'not ready'}. How it stands is for operators: weft sign-in --as operator, or ask on the machine itself.`,
      EXIT.signIn,
    );
  const ahead = (now: string) => Math.round((Date.parse(now) - here) / 100) / 10;
  return { status, all: status.processes.map((one) => ({ ...one, clockSeconds: ahead(one.now) })) };
}

function readStatus(text: string, url: string): Status {
  try {
    return Status.parse(JSON.parse(text));
  } catch {
    throw new CliError(`What answers at ${url} is no Weft of this release.`, EXIT.unreachable);
  }
}

/** weft status */
export function addStatus(program: Command, terminal: Terminal): void {
  addCommand(program, 'status', {
    says: 'Tell how each process stands: ready, behind, bus, set-aside messages, roster jobs, clock, release.',
    examples: ['status', 'status --watch', 'status --json --url https://rota.example.org'],
  })
    .option('--watch', 'tell it again every 2 s, until Ctrl+C')
    .action(async (options: Common & { watch?: boolean }) => {
      const url = urlOf(terminal, options);
      while (options.watch) {
        const shown = await ask(terminal, url).then(
          ({ status, all }) => statusWords(url, status, all),
          (error: Error) => error.message,
        );
        terminal.out(`${CLEAR}${shown}`);
        await setTimeout(WATCH_MS);
      }
      const { status, all } = await ask(terminal, url);
      answer(terminal, options, { ...status, processes: all }, () => statusWords(url, status, all));
      if (!status.ready) process.exitCode = EXIT.unreachable;
    });
}
