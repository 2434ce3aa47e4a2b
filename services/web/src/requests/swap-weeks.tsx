import { addDays, shortDay, timesOf } from '../layout/words.ts';
import type { WaitingSwap } from './swap-words.ts';

const CHANGES = { given: '− gives away: ', taken: '+ takes: ' } as const;

/** Both people's weeks with the swap in them: what goes is struck through and marked, what comes is marked. */
export function SwapWeeks({ people }: { readonly people: WaitingSwap['weeks'] }) {
  return (
    <div className="weft-swap__weeks">
      {people.map(({ person, name, weeks }) => (
        <table key={person} className="weft-swap__week">
          <caption>{name}</caption>
          <tbody>
            {weeks.flatMap(({ from, duties }) =>
              Array.from({ length: 7 }, (_, day) => addDays(from, day)).map((date) => {
                const held = duties.filter((duty) => duty.date === date);
                return (
                  <tr key={date}>
                    <th scope="row">{shortDay(date)}</th>
                    <td>
                      {held.length === 0 && <span className="weft-swap__free">free</span>}
                      {held.map((duty) => (
                        <span
                          key={`${duty.start} ${duty.change}`}
                          className={duty.change ? `weft-swap__${duty.change}` : undefined}
                        >
                          {duty.change && CHANGES[duty.change]}
                          {duty.duty === null ? 'busy elsewhere' : duty.code} {timesOf(duty)}
                        </span>
                      ))}
                    </td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      ))}
    </div>
  );
}
