import { basename } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { newCommandId, type WeftClient } from '../client.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { isRotaKind, isWorkforceKind, type TableKind } from './import-kinds.ts';
import { type Terminal, tableOf } from './terminal.ts';
import { counted } from './words.ts';

/** A wrong row: where, what, and what to write instead. */
type Wrong = {
  readonly row: number;
  readonly column: string | null;
  readonly value: string;
  readonly because: string;
  readonly mend: string;
};

/** What a file would change, before it does. */
export type Preview = {
  readonly import: string;
  readonly rows: number;
  readonly changes: readonly { readonly row: number; readonly what: string }[];
  readonly refused: readonly Wrong[];
};

/** What an import did. */
export type Imported = {
  readonly import: string;
  readonly applied: number;
  readonly refused: readonly unknown[];
};

type File = { readonly path: string; readonly bytes: Uint8Array };

/** Sends a table and hears what it would change. */
export async function previewTable(
  client: WeftClient,
  { path, bytes }: File,
  { kind, rota }: { readonly kind: TableKind; readonly rota: string | undefined },
): Promise<Preview> {
  const file = {
    commandId: newCommandId(),
    fileName: basename(path),
    contentBase64: Buffer.from(bytes).toString('base64'),
  };
  if (isWorkforceKind(kind)) return client.workforce.imports.preview.mutate({ ...file, kind });
  if (!isRotaKind(kind)) throw new CliError(`There is no table "${kind}".`, EXIT.badInput);
  if (rota === undefined)
    throw new CliError(
      `A table of ${kind} belongs to a rota: add --rota <id>. See them with weft rotas.`,
      EXIT.badInput,
    );
  await client.sharedRotas.rotas.list.query();
  return client.sharedRotas.imports.preview.mutate({ ...file, kind, rota });
}

/** Makes the changes of a table of people, and waits until all are made. */
export async function acceptPeople(
  client: WeftClient,
  { import: id }: Preview,
  { refuseRows, terminal }: { readonly refuseRows: number[]; readonly terminal: Terminal },
): Promise<Imported> {
  const { imports } = client.workforce;
  let { stage } = await imports.accept.mutate({ import: id, refuseRows, commandId: newCommandId() });
  while (stage !== 'applied') {
    const { done, of, stage: now } = await imports.status.query({ import: id });
    terminal.progress(done, of, `${done} of ${of} rows`);
    stage = now;
    if (stage !== 'applied') await later(500);
  }
  const { applied, refused } = await imports.status.query({ import: id });
  return { import: id, applied, refused };
}

/** Makes the changes of a table, or a file, of a rota. Breaches come in as they stood, each with an override. */
export async function acceptRota(
  client: WeftClient,
  { import: id }: Preview,
  { refuseRows, reason }: { readonly refuseRows: number[]; readonly reason?: string | undefined },
): Promise<Imported & { readonly overridden: number }> {
  const asked = { import: id, refuseRows, commandId: newCommandId(), ...(reason !== undefined && { reason }) };
  const { applied, overridden, refused } = await client.sharedRotas.imports.accept.mutate(asked);
  return { import: id, applied, overridden, refused };
}

/** Rows that are wrong and that nobody gave up. */
export const openRows = ({ refused }: Preview, refuseRows: readonly number[]): number[] =>
  [...new Set(refused.map(({ row }) => row))].filter((row) => !refuseRows.includes(row)).sort((a, b) => a - b);

const SHOWN = 40;

/** A preview in words: what would change, and what is wrong where. */
export function previewInWords({ rows, changes, refused }: Preview): string {
  const more = changes.length > SHOWN ? [`… and ${changes.length - SHOWN} more`] : [];
  const wrong =
    refused.length === 0
      ? []
      : [
          '',
          `${counted(refused.length, 'fault')}:`,
          tableOf(refused.map(({ column, ...one }) => ({ ...one, column }))),
        ];
  return [
    `${counted(rows, 'row')}, ${counted(changes.length, 'change')}${refused.length === 0 ? ', none wrong' : ''}`,
    ...changes.slice(0, SHOWN).map(({ row, what }) => `  row ${row}: ${what}`),
    ...more,
    ...wrong,
  ].join('\n');
}
