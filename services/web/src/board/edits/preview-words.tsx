import { hours, shortDay } from '../../layout/words.ts';
import { FindingWords } from '../finding-words.tsx';
import type { Preview } from './edits-api.ts';
import type { CellEdit } from './plan.ts';

type Props = {
  readonly preview: Preview;
  readonly nameOf: (person: string) => string;
  readonly siteOf: (site: string) => string;
  /** Takes a mend along with the edit; absent where that is not offered. */
  readonly mend?: (cells: readonly CellEdit[]) => void;
};

const SHOWN = 8;

/** What an edit would do: what can't be had, the rules it breaks and mends, the cover and the fairness it changes. */
export function PreviewWords({ preview, nameOf, siteOf, mend }: Props) {
  const { cells, findings, cover, fairness } = preview;
  const refused = cells.filter((cell) => cell.refused);
  const mends = cells.filter((cell) => cell.mend);
  const people = fairness.filter(({ hours: sum, nights, weekends }) =>
    [sum, nights, weekends].some(({ before, after }) => before !== after),
  );
  return (
    <div className="weft-preview">
      {refused.slice(0, SHOWN).map(({ person, date, refused: why, findings: stops }) => (
        <div key={`${person} ${date}`} className="weft-preview__refused">
          <strong>
            {nameOf(person)}, {shortDay(date)}:
          </strong>{' '}
          {stops.length === 0 && why?.because}
          {stops.map((finding) => (
            <FindingWords key={`${finding.rule} ${finding.from}`} finding={finding} />
          ))}
        </div>
      ))}
      {refused.length > SHOWN && <p>{refused.length - SHOWN} more can’t be had.</p>}
      {findings.made.slice(0, SHOWN).map((finding) => (
        <div key={`${finding.person} ${finding.rule} ${finding.from}`}>
          <strong>{nameOf(finding.person)}</strong>
          <FindingWords finding={finding} />
        </div>
      ))}
      {findings.made.length > SHOWN && <p>{findings.made.length - SHOWN} more findings.</p>}
      {findings.made.length === 0 && refused.length === 0 && <p>No rule is broken.</p>}
      {findings.gone.length > 0 && (
        <p>
          Mends {findings.gone.length} {findings.gone.length === 1 ? 'finding' : 'findings'} of before.
        </p>
      )}
      {mend &&
        mends.slice(0, SHOWN).map(({ person, date, mend: one }) => (
          <p key={`${person} ${date}`}>
            <button type="button" className="weft-link-button" onClick={() => mend(one?.cells ?? [])}>
              {nameOf(person)}, {shortDay(date)}: {one?.words}
            </button>
          </p>
        ))}
      {cover.length > 0 && (
        <ul className="weft-preview__sums" aria-label="Cover">
          {cover.slice(0, SHOWN).map(({ date, site, role, need, before, after }) => (
            <li key={`${date} ${site} ${role}`}>
              {shortDay(date)} {siteOf(site)}, {role}: {before} → {after} of {need}
            </li>
          ))}
        </ul>
      )}
      {people.length > 0 && (
        <ul className="weft-preview__sums" aria-label="Hours, nights and weekends">
          {people.slice(0, SHOWN).map(({ person, hours: sum, nights, weekends }) => (
            <li key={person}>
              {nameOf(person)}: {hours(sum.before)} → {hours(sum.after)} of {hours(sum.contracted)} h
              {nights.before !== nights.after && `, nights ${nights.before} → ${nights.after}`}
              {weekends.before !== weekends.after && `, weekends ${weekends.before} → ${weekends.after}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
