import type { api } from '../api.ts';
import { counted, shortDay, timesOf } from '../layout/words.ts';

type Check = Awaited<ReturnType<typeof api.sharedRotas.rotas.publicationCheck.query>>;
const SHOWN = 300;

/** What changed since the last version, person by person: they are told, nobody else is. */
export function WhoNotices({ check: { people, duties, version } }: { readonly check: Check }) {
  return (
    <section aria-labelledby="notices-title">
      <h2 className="nhsuk-heading-m" id="notices-title">
        Who will notice
      </h2>
      <p>
        {people.length === 0
          ? version
            ? `No placement differs from version ${version}: nobody would be told anything.`
            : 'Nobody is placed yet: fill the rota first, by hand or with the auto-roster.'
          : `${counted(people.length, 'person is', 'people are')} told${version ? ` what differs from version ${version}` : ' their duties'}; nobody else is.`}
        {duties.length > 0 && ` ${counted(duties.length, 'duty was', 'duties were')} opened, changed or withdrawn.`}
      </p>
      {people.slice(0, SHOWN).map(({ person, name, placed, takenOff }) => (
        <details key={person} className="weft-notice">
          <summary>
            {name}: {placed.length > 0 && `${placed.length} new`}
            {placed.length > 0 && takenOff.length > 0 && ', '}
            {takenOff.length > 0 && `${takenOff.length} gone`}
          </summary>
          <ul>
            {[...placed, ...takenOff]
              .sort((a, b) => (a.start < b.start ? -1 : 1))
              .map((change) => (
                <li key={`${change.duty} ${change.what}`}>
                  {change.what === 'placed' ? 'New' : 'Gone'}: {shortDay(change.date)} {timesOf(change)} {change.code}{' '}
                  {change.role}
                </li>
              ))}
          </ul>
        </details>
      ))}
      {people.length > SHOWN && <p>{people.length - SHOWN} more people.</p>}
    </section>
  );
}
