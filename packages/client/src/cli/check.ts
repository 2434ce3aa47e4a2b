import type { Command } from 'commander';
import { addCommand, answer, type Common } from './command.ts';
import { connect } from './connection.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { counted } from './words.ts';

/** weft check. */
export function addCheck(program: Command, terminal: Terminal): void {
  addCommand(program, 'check', {
    says: 'Tell every breach on a rota with its mend. Ends with 1 when a hard one is not overridden.',
    examples: ['check --rota yeovil-ent', 'check --rota yeovil-ent --json'],
  })
    .requiredOption('--rota <id>', 'which rota')
    .action(async (options: Common & { rota: string }) => {
      const { client } = connect(terminal, options);
      const findings = await client.sharedRotas.findings.list.query({ rota: options.rota });
      const open = findings.filter(({ severity, overridden }) => severity === 'hard' && !overridden);
      answer(terminal, options, findings, () =>
        [
          `${counted(findings.length, 'finding')}, ${open.length} hard and not overridden.`,
          ...findings.map(
            ({ severity, rule, name, sentence, mend, source, verify, overridden }) =>
              `${overridden ? 'overridden' : severity}  ${rule}  ${name}: ${sentence}${mend ? ` ${mend}` : ''} (${source}${verify ? '; check against your contract' : ''})${overridden ? ` Overridden: ${overridden.reason}, until ${overridden.expires}.` : ''}`,
          ),
        ].join('\n'),
      );
      if (open.length > 0) process.exitCode = EXIT.refused;
    });
}
