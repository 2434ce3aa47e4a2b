import { useState } from 'react';
import type { Table } from './tables.ts';

type Sort = { readonly column: number; readonly down: boolean };
type Value = Table['rows'][number][number];

/** A table that its heads sort: once from small to large, once more the other way round. */
export function ShownTable({ table: { caption, header, rows } }: { readonly table: Table }) {
  const [sort, setSort] = useState<Sort | null>(null);
  const shown = sort ? [...rows].sort((a, b) => compare(a[sort.column], b[sort.column]) * (sort.down ? -1 : 1)) : rows;
  return (
    <section className="weft-scroll" tabIndex={0} aria-label={caption}>
      <table className="nhsuk-table weft-analysis">
        <caption className="nhsuk-table__caption">{caption}</caption>
        <thead>
          <tr>
            {header.map((title, column) => {
              const isSorted = sort?.column === column;
              return (
                <th key={title} scope="col" aria-sort={isSorted ? (sort.down ? 'descending' : 'ascending') : 'none'}>
                  <button
                    type="button"
                    className="weft-link-button"
                    onClick={() =>
                      setSort({ column, down: isSorted ? !sort.down : typeof rows[0]?.[column] === 'number' })
                    }
                  >
                    {title}
                    {isSorted && (sort.down ? ' ↓' : ' ↑')}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.join('|')}>
              {row.map((value, at) =>
                at === 0 ? (
                  <th key={header[at]} scope="row">
                    {value}
                  </th>
                ) : (
                  <td key={header[at]}>{value ?? '–'}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const compare = (a: Value | undefined, b: Value | undefined) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a ?? '') < String(b ?? '') ? -1 : 1;
