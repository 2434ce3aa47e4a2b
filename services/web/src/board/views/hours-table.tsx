import { timesOf } from '../../layout/words.ts';
import type { HoursDay } from './hours.ts';

/** A day by the hour as tables: who is where from when to when, and how many are there in each hour. */
export function HoursTable({ day: { sites, ticks } }: { readonly day: HoursDay }) {
  return (
    <details className="nhsuk-details weft-twin">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">The same as tables</span>
      </summary>
      {sites.map(({ site, name, rows, hours }) => (
        <section key={site} className="weft-scroll" aria-label={`Tables of ${name}`} tabIndex={0}>
          <table className="nhsuk-table weft-small">
            <caption className="nhsuk-table__caption">{name}</caption>
            <thead>
              <tr>
                <th scope="col">Who</th>
                <th scope="col">Time</th>
                <th scope="col">Duty</th>
              </tr>
            </thead>
            <tbody>
              {rows.flatMap((row) =>
                row.bars.map(({ duty }) => (
                  <tr key={`${row.key} ${duty.id}`}>
                    <th scope="row">{row.missing > 0 ? `Nobody: ${row.missing} missing` : row.name}</th>
                    <td>{timesOf(duty)}</td>
                    <td>
                      {duty.code} {duty.role}, {duty.service}
                    </td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
          <table className="nhsuk-table weft-small">
            <caption className="nhsuk-table__caption nhsuk-table__caption--s">There of needed, by the hour</caption>
            <thead>
              <tr>
                {ticks.map((tick, hour) => (
                  <th key={`${tick} ${hour}`} scope="col">
                    {tick}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                {hours.map(({ need, have }, hour) => (
                  <td key={`${ticks[hour]} ${hour}`}>{need === 0 ? '–' : `${have} of ${need}`}</td>
                ))}
              </tr>
            </tbody>
          </table>
        </section>
      ))}
    </details>
  );
}
