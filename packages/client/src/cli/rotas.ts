import type { Command } from 'commander';
import { addCommand, answer, type Common } from './command.ts';
import { connect, urlOf } from './connection.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { unreachable } from './faults.ts';
import { type Terminal, tableOf } from './terminal.ts';

/** weft rotas, health. */
export function addRotas(program: Command, terminal: Terminal): void {
  addCommand(program, 'rotas', {
    says: 'List the rotas that you may see.',
    examples: ['rotas', 'rotas --json'],
  }).action(async (options: Common) => {
    const { client } = connect(terminal, options);
    const rotas = await client.sharedRotas.rotas.list.query();
    answer(terminal, options, rotas, () =>
      tableOf(
        rotas.map(({ id, name, owner, period, version, duties, gaps, hardFindings }) => ({
          id,
          name,
          owner,
          from: period.from,
          to: period.to,
          version,
          duties,
          gaps,
          hard: hardFindings,
        })),
      ),
    );
  });

  addCommand(program, 'health', {
    says: 'Tell whether the platform is ready, and if not, why.',
    examples: ['health', 'health --url http://localhost:8080 --json'],
  }).action(async (options: Common) => {
    const url = urlOf(terminal, options);
    const health = await readiness(url);
    answer(terminal, options, { url, ...health }, () =>
      health.ready ? `${url} is ready.` : `${url} is not ready: ${health.faults.join('; ')}`,
    );
    if (!health.ready) process.exitCode = EXIT.unreachable;
  });
}

async function readiness(url: string): Promise<{ readonly ready: boolean; readonly faults: readonly string[] }> {
  let reply: Response;
  try {
    reply = await fetch(`${url}/health/ready`);
  } catch {
    const { words, exit } = unreachable(url);
    throw new CliError(words, exit);
  }
  const said = (await reply.json().catch(() => null)) as { ready?: unknown; faults?: unknown } | null;
  if (typeof said?.ready !== 'boolean')
    throw new CliError(`What answers at ${url} is not Weft. Say where it is with --url.`, EXIT.unreachable);
  const hidden = said.ready ? [] : ['weft status tells an operator why'];
  return { ready: said.ready, faults: Array.isArray(said.faults) ? said.faults.map(String) : hidden };
}
