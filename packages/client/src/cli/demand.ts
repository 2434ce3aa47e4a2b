import type { Command } from 'commander';
import { newCommandId } from '../client.ts';
import { addCommand, answer, type Common } from './command.ts';
import { connect } from './connection.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { localDay } from './numbers.ts';
import type { Terminal } from './terminal.ts';
import { counted } from './words.ts';

/** weft expand. */
export function addDemand(program: Command, terminal: Terminal): void {
  addCommand(program, 'expand', {
    says: 'Open the duties that the demand of a rota asks for.',
    examples: ['expand --rota yeovil-ent', 'expand --rota yeovil-ent --from 2027-01-04 --to 2027-03-29'],
  })
    .requiredOption('--rota <id>', 'which rota')
    .option('--from <day>', "first day (else the rota's)", localDay)
    .option('--to <day>', "the day after the last (else the rota's)", localDay)
    .action(async (options: Common & { rota: string; from?: string; to?: string }) => {
      const { client } = connect(terminal, options);
      const rota = (await client.sharedRotas.rotas.list.query()).find(({ id }) => id === options.rota);
      if (!rota) throw new CliError(`There is no rota ${options.rota} that you may see.`, EXIT.badInput);
      const { from = rota.period.from, to = rota.period.to } = options;
      const expanded = await client.sharedRotas.demand.expand.mutate({
        rota: rota.id,
        from,
        to,
        commandId: newCommandId(),
      });
      answer(
        terminal,
        options,
        { rota: rota.id, from, to, ...expanded },
        () =>
          `${counted(expanded.opened, 'duty', 'duties')} opened, ${expanded.kept} kept, ${expanded.withdrawn} withdrawn.`,
      );
    });
}
