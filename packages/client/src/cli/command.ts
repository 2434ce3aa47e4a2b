import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** Options that every command has. */
export type Common = { readonly json?: boolean; readonly url?: string };

type About = { readonly says: string; readonly examples: readonly string[] };

/** Adds a command with --json, --url and examples to the program. */
export function addCommand(program: Command, usage: string, { says, examples }: About): Command {
  return program
    .command(usage)
    .description(says)
    .option('--json', 'write the answer as JSON to stdout')
    .option('--url <address>', 'where the platform is (else WEFT_URL, else where you signed in)')
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ weft ${example}`).join('\n')}`);
}

/** Writes an answer: as JSON when asked for, else in words. */
export function answer(terminal: Terminal, { json }: Common, data: unknown, words: () => string): void {
  terminal.out(json ? JSON.stringify(data, null, 2) : words());
}
