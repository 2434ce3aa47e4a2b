import { newCommandId } from '@weft/client';
import { useState } from 'react';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { useCommand } from '../layout/use-command.ts';
import { counted } from '../layout/words.ts';

export type Preview = {
  readonly of: 'workforce' | 'shared-rotas';
  readonly import: string;
  readonly rows: number;
  readonly changes: readonly { readonly row: number; readonly what: string }[];
  readonly refused: readonly {
    readonly row: number;
    readonly column: string | null;
    readonly value: string;
    readonly because: string;
    readonly mend: string;
  }[];
};
const SHOWN = 200;

/** What a file would change, its wrong rows, and the choice to leave those out or mend the file first. */
export function ImportPreview({ preview }: { readonly preview: Preview }) {
  const wrongRows = [...new Set(preview.refused.map(({ row }) => row))];
  const [refused, setRefused] = useState<ReadonlySet<number>>(new Set());
  const accept = useCommand(async (): Promise<{ applied: number; refused: readonly unknown[] }> => {
    const choice = { commandId: newCommandId(), import: preview.import, refuseRows: [...refused] };
    return preview.of === 'workforce'
      ? api.workforce.imports.accept.mutate(choice)
      : api.sharedRotas.imports.accept.mutate(choice);
  }, 'Imported.');
  const left = wrongRows.filter((row) => !refused.has(row));
  const toggle = (row: number) =>
    setRefused((before) => {
      const next = new Set(before);
      if (!next.delete(row)) next.add(row);
      return next;
    });
  return (
    <section aria-label="Preview">
      <h2 className="nhsuk-heading-m">
        {counted(preview.rows, 'row')} read, {counted(wrongRows.length, 'row')} wrong
      </h2>
      {preview.refused.length > 0 && (
        <section className="weft-scroll" tabIndex={0} aria-label="Wrong rows">
          <table className="nhsuk-table">
            <caption className="nhsuk-table__caption">
              Mend these in the file and read it again, or tick each to leave it out
            </caption>
            <thead>
              <tr>
                <th scope="col">Leave out</th>
                <th scope="col">Row</th>
                <th scope="col">Column</th>
                <th scope="col">Value</th>
                <th scope="col">What is wrong</th>
                <th scope="col">Mend</th>
              </tr>
            </thead>
            <tbody>
              {preview.refused.map(({ row, column, value, because, mend }) => (
                <tr key={`${row} ${column} ${because}`}>
                  <td>
                    <input
                      type="checkbox"
                      className="weft-tick"
                      aria-label={`Leave out row ${row}`}
                      checked={refused.has(row)}
                      onChange={() => toggle(row)}
                    />
                  </td>
                  <th scope="row">{row}</th>
                  <td>{column}</td>
                  <td>{value}</td>
                  <td>{because}</td>
                  <td>{mend}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {accept.error && <Fault error={accept.error} />}
      {accept.data ? (
        <p className="nhsuk-inset-text">
          Imported: {counted(accept.data.applied, 'row')}. {accept.data.refused.length} refused when applied.
        </p>
      ) : (
        <button
          type="button"
          className="nhsuk-button"
          disabled={left.length > 0 || accept.isPending}
          onClick={() => accept.mutate(undefined)}
        >
          {left.length > 0
            ? `${counted(left.length, 'wrong row')} to decide on`
            : accept.isPending
              ? 'Importing …'
              : 'Import'}
        </button>
      )}
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">What would change ({preview.changes.length})</span>
        </summary>
        <ul className="nhsuk-details__text">
          {preview.changes.slice(0, SHOWN).map(({ row, what }) => (
            <li key={`${row} ${what}`}>
              Row {row}: {what}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
