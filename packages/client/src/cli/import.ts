import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { WeftClient } from '../client.ts';
import { isBenchmark } from './benchmark/read.ts';
import { importBenchmark } from './benchmark/send.ts';
import { addCommand, answer, type Common } from './command.ts';
import { connect } from './connection.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { isWorkforceKind, KINDS, type TableKind } from './import-kinds.ts';
import { importRotaFile } from './import-rota-file.ts';
import { acceptPeople, acceptRota, openRows, previewInWords, previewTable } from './import-table.ts';
import { localDay, rowNumbers } from './numbers.ts';
import { type Terminal, tableOf } from './terminal.ts';

type Options = Common & {
  kind?: TableKind;
  rota?: string;
  start?: string;
  refuseRows?: number[];
  preview?: boolean;
  reason?: string;
};

/** weft import. */
export function addImport(program: Command, terminal: Terminal): void {
  addCommand(program, 'import <file>', {
    says: 'Import a table (CSV, XLSX), a weft-rota file, or a public benchmark instance.',
    examples: [
      'import docs/examples/people.csv --preview',
      'import docs/examples/employments-messy.csv --kind employments --refuse-rows 3,7',
      'import docs/examples/demand.csv --kind demand --rota yeovil-ent',
      'import rota.json --rota taken-over',
      'import Instance1.txt --start 2027-01-04',
    ],
  })
    .addOption(new Option('--kind <table>', 'which table it is (else by its name)').choices([...KINDS]))
    .option('--rota <id>', 'the rota that it belongs to, or is to become')
    .option('--start <monday>', 'first day of a benchmark instance', localDay)
    .option('--refuse-rows <rows>', 'wrong rows that are left out, such as 3,7', rowNumbers)
    .option('--preview', 'only tell what it would change')
    .option('--reason <words>', 'why; kept in the history')
    .action(async (path: string, options: Options) => {
      const bytes = read(resolve(terminal.cwd, path));
      const { client } = connect(terminal, options);
      const text = Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, '');
      if (isBenchmark(text)) return importBenchmark(terminal, client, { text, path, options });
      if (text.trimStart().startsWith('{')) return importRotaFile(terminal, client, { text, path, options });
      await importTable(terminal, client, { path, bytes, options });
    });
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = (error as { code?: string }).code;
    const why = code === 'ENOENT' ? 'is not there' : `can't be read: ${(error as Error).message}`;
    throw new CliError(`${file} ${why}.`, EXIT.badInput);
  }
}

async function importTable(
  terminal: Terminal,
  client: WeftClient,
  { path, bytes, options }: { readonly path: string; readonly bytes: Uint8Array; readonly options: Options },
): Promise<void> {
  const kind = options.kind ?? KINDS.find((one) => basename(path).toLowerCase().startsWith(one));
  if (!kind) throw new CliError(`Say which table ${basename(path)} is: --kind ${KINDS.join(' | ')}`, EXIT.badInput);
  const preview = await previewTable(client, { path, bytes }, { kind, rota: options.rota });
  const refuseRows = options.refuseRows ?? [];
  if (options.preview) {
    answer(terminal, options, { kind, ...preview }, () => previewInWords(preview));
    return;
  }
  const open = openRows(preview, refuseRows);
  if (open.length > 0) {
    answer(terminal, options, { kind, applied: 0, ...preview }, () => previewInWords(preview));
    const wrong = open.filter((row) => row > 0);
    const leave = wrong.length > 0 ? ` Or leave them out: --refuse-rows ${wrong.join(',')}` : '';
    throw new CliError(`Nothing was imported. Mend what is wrong and import the file again.${leave}`, EXIT.refused);
  }
  const stray = refuseRows.filter((row) => !preview.refused.some((one) => one.row === row));
  if (stray.length > 0) terminal.err(`Not wrong, and imported: rows ${stray.join(', ')}.`);
  const agreed = refuseRows.filter((row) => !stray.includes(row));
  const imported = isWorkforceKind(kind)
    ? await acceptPeople(client, preview, { refuseRows: agreed, terminal })
    : await acceptRota(client, preview, { refuseRows: agreed, reason: options.reason });
  answer(terminal, options, { kind, rows: preview.rows, refusedRows: agreed, ...imported }, () =>
    [
      `Imported: ${imported.applied} of ${preview.rows} rows${agreed.length > 0 ? `, ${agreed.length} left out` : ''}.`,
      ...(imported.refused.length > 0 ? ['Refused when their turn came:', refusedTable(imported.refused)] : []),
    ].join('\n'),
  );
  if (imported.refused.length > 0) process.exitCode = EXIT.refused;
}

const refusedTable = (refused: readonly unknown[]) => tableOf(refused as Record<string, string | number>[]);
