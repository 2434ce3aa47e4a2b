import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { WeftClient } from '../client.ts';
import { addCommand, type Common } from './command.ts';
import { connect } from './connection.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { isRotaKind, isWorkforceKind, KINDS, type TableKind } from './import-kinds.ts';
import type { Terminal } from './terminal.ts';

type Options = Common & { rota?: string; kind?: TableKind; out?: string };

/** weft export. */
export function addExport(program: Command, terminal: Terminal): void {
  addCommand(program, 'export', {
    says: 'Write a rota as a weft-rota file, or one of the tables that import reads.',
    examples: [
      'export --rota yeovil-ent --json --out rota.json',
      'export --rota yeovil-ent --kind demand',
      'export --kind people --out people.csv',
    ],
  })
    .option('--rota <id>', 'which rota')
    .addOption(new Option('--kind <table>', 'a table instead of a weft-rota file').choices([...KINDS]))
    .option('--out <file>', 'write to a file, not to stdout')
    .action(async (options: Options) => {
      const { client } = connect(terminal, options);
      const text = await textOf(client, options);
      if (options.out === undefined) return terminal.out(text.replace(/\n$/, ''));
      const file = resolve(terminal.cwd, options.out);
      try {
        writeFileSync(file, text.endsWith('\n') ? text : `${text}\n`);
      } catch (error) {
        throw new CliError(`${file} can't be written: ${(error as Error).message}`, EXIT.badInput);
      }
      terminal.err(`Written: ${file}`);
    });
}

async function textOf({ workforce, sharedRotas }: WeftClient, { rota, kind }: Options): Promise<string> {
  if (kind && isWorkforceKind(kind)) return (await workforce.exports.csv.query({ kind })).text;
  if (rota === undefined) throw new CliError('Say which rota: --rota <id>. See them with weft rotas.', EXIT.badInput);
  if (kind && isRotaKind(kind)) return (await sharedRotas.exports.csv.query({ kind, rota })).text;
  return JSON.stringify(await sharedRotas.exports.rotaFile.query({ rota }), null, 2);
}
