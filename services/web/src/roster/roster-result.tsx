import { useState } from 'react';
import type { api } from '../api.ts';
import { counted, hours, longDay, shortDay, timesOf } from '../layout/words.ts';
import { byWeek, type Chosen, dutiesOf, stateOf, toggled } from './choice.ts';

type Changes = Awaited<ReturnType<typeof api.sharedRotas.jobs.changes.query>>;
type Duty = Changes['duties'][number];
const SHOWN = 400;

/** A roster beside the present rota, by duty or by person, each change with its reason; what is ticked is taken. */
export function RosterResult({
  changes: { duties, people },
  chosen,
  choose,
}: {
  readonly changes: Changes;
  readonly chosen: Chosen;
  /** Null once nothing can be chosen any more. */
  readonly choose: ((chosen: Chosen) => void) | null;
}) {
  const [by, setBy] = useState<'person' | 'duty'>('person');
  const byId = new Map(duties.map((duty) => [duty.duty, duty]));
  const tick = (label: string, ids: readonly string[]) => (
    <Tick label={label} state={stateOf(chosen, ids)} toggle={choose && (() => choose(toggled(chosen, ids)))} />
  );
  if (duties.length === 0)
    return (
      <p className="nhsuk-inset-text">
        This roster changes nothing. Widen the days, the sites or the roles, or keep only what is pinned.
      </p>
    );
  return (
    <section aria-label="What the roster changes">
      <fieldset className="weft-check-counts">
        <legend className="nhsuk-u-visually-hidden">Show the changes</legend>
        <button type="button" aria-pressed={by === 'person'} onClick={() => setBy('person')}>
          By person ({people.length})
        </button>{' '}
        <button type="button" aria-pressed={by === 'duty'} onClick={() => setBy('duty')}>
          By week and duty ({duties.length})
        </button>
      </fieldset>
      {by === 'person' ? (
        <section className="weft-scroll" tabIndex={0} aria-label="Changes by person">
          <table className="nhsuk-table weft-changes">
            <thead>
              <tr>
                <th scope="col">Take</th>
                <th scope="col">Person</th>
                <th scope="col">Hours here, now → with it</th>
                <th scope="col">Changes and why</th>
              </tr>
            </thead>
            <tbody>
              {people.slice(0, SHOWN).map((one) => (
                <tr key={one.person}>
                  <td>{tick(`Take the changes of ${one.name}`, dutiesOf(one))}</td>
                  <th scope="row">{one.name}</th>
                  <td>
                    {hours(one.hours.before)} → {hours(one.hours.after)}
                  </td>
                  <td>
                    <ul>
                      {one.comes.map((id) => (
                        <li key={id}>
                          + {dutyWords(byId.get(id))}.{' '}
                          {byId.get(id)?.comes.find(({ person }) => person === one.person)?.why}
                        </li>
                      ))}
                      {one.goes.map((id) => (
                        <li key={id}>
                          − {dutyWords(byId.get(id))}. {insteadWords(byId.get(id))}
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {people.length > SHOWN && <p>{people.length - SHOWN} more people.</p>}
        </section>
      ) : (
        byWeek(duties).map(({ week, duties: own }) => (
          <details key={week} className="weft-changes" open={byWeek(duties)[0]?.week === week}>
            <summary>
              Week of {longDay(week)}: {counted(own.length, 'duty changes', 'duties change')}
            </summary>
            <p>
              {tick(
                `Take all of the week of ${longDay(week)}`,
                own.map(({ duty }) => duty),
              )}{' '}
              the whole week
            </p>
            <section className="weft-scroll" tabIndex={0} aria-label={`Changes of the week of ${longDay(week)}`}>
              <table className="nhsuk-table">
                <thead>
                  <tr>
                    <th scope="col">Take</th>
                    <th scope="col">Duty</th>
                    <th scope="col">Now</th>
                    <th scope="col">With the roster, and why</th>
                  </tr>
                </thead>
                <tbody>
                  {own.slice(0, SHOWN).map((duty) => (
                    <tr key={duty.duty}>
                      <td>{tick(`Take ${dutyWords(duty)}`, [duty.duty])}</td>
                      <th scope="row">
                        {dutyWords(duty)}, {duty.siteName}
                      </th>
                      <td>{names([...duty.stays, ...duty.goes]) || 'nobody'}</td>
                      <td>
                        {names(duty.stays)}
                        {duty.comes.map(({ person, name, why }) => (
                          <p key={person}>
                            + {name}. {why}
                          </p>
                        ))}
                        {duty.goes.map(({ person, name }) => (
                          <p key={person}>− {name}</p>
                        ))}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </details>
        ))
      )}
    </section>
  );
}

const Tick = ({
  label,
  state,
  toggle,
}: {
  readonly label: string;
  readonly state: 'all' | 'some' | 'none';
  readonly toggle: (() => void) | null;
}) => (
  <input
    type="checkbox"
    className="weft-tick"
    aria-label={label}
    checked={state === 'all'}
    ref={(box) => {
      if (box) box.indeterminate = state === 'some';
    }}
    disabled={toggle === null}
    onChange={() => toggle?.()}
  />
);

const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name).join(', ');
const dutyWords = (duty: Duty | undefined) =>
  duty ? `${shortDay(duty.date)} ${timesOf(duty)} ${duty.code} ${duty.role}` : '';
const insteadWords = (duty: Duty | undefined) =>
  duty && duty.comes.length > 0 ? `${names(duty.comes)} instead.` : 'Nobody instead.';
