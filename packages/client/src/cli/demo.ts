import { addDays, localDateOf, mondayOf } from '@weft/rostering';
import type { Command } from 'commander';
import { HISTORY_WEEKS } from '../demo/dates.ts';
import { addCommand, answer, type Common } from './command.ts';
import { localDay, wholeNumber } from './numbers.ts';
import { connectAsOperator } from './sign-in.ts';
import type { Terminal } from './terminal.ts';

/** weft demo. */
export function addDemo(program: Command, terminal: Terminal): void {
  addCommand(program, 'demo', {
    says: 'Load the demonstration network: real places, invented people. Signs in as the operator if nobody is.',
    examples: ['demo', 'demo --weeks 12 --seed 1'],
  })
    .option('--weeks <number>', 'weeks of each rota, 1 to 26', wholeNumber(1, 26), 12)
    .option('--seed <number>', 'the same seed gives the same people and rotas', wholeNumber(0, 2 ** 31), 1)
    .option('--start <monday>', `first Monday, YYYY-MM-DD (else ${HISTORY_WEEKS} weeks ago)`, localDay)
    .action(async (options: Common & { weeks: number; seed: number; start?: string }) => {
      const { client } = await connectAsOperator(terminal, options);
      const { loadDemo } = await import('../demo/load.ts');
      const today = localDateOf('Europe/London', Date.now());
      const startMonday = mondayOf(options.start ?? addDays(today, -7 * HISTORY_WEEKS));
      const { weeks, seed } = options;
      await loadDemo(client, { seed, weeks, startMonday, onProgress: (line: string) => terminal.err(line) });
      const rotas = await client.sharedRotas.rotas.list.query();
      const told = rotas.map(({ id, name, owner, period, duties, gaps }) => ({
        id,
        name,
        owner,
        period,
        duties,
        gaps,
      }));
      answer(
        terminal,
        options,
        { seed, weeks, startMonday, rotas: told },
        () => `The demonstration has ${rotas.length} rotas from ${startMonday} on. Next: weft roster --site all`,
      );
    });
}
