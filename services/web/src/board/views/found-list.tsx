import { counted } from '../../layout/words.ts';
import { FindingWords } from '../finding-words.tsx';
import type { Picture, PictureFinding } from './picture.ts';

const SHOWN = 100;
const rank = ({ severity, overridden }: PictureFinding) => (overridden ? 2 : severity === 'hard' ? 0 : 1);

type Props = {
  readonly picture: Picture;
  readonly goTo: (person: string, date: string) => void;
};

/** The findings of what is shown, breaches first; each leads to its first cell. */
export function FoundList({ picture: { findings, people }, goTo }: Props) {
  const names = new Map(people.map(({ person, name }) => [person, name]));
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b) || (a.from < b.from ? -1 : 1));
  const open = sorted.filter(({ overridden }) => !overridden).length;
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          {counted(open, 'open finding')}
          {sorted.length > open && `, ${sorted.length - open} let stand`}
        </span>
      </summary>
      <div className="nhsuk-details__text">
        <ul className="weft-findings">
          {sorted.slice(0, SHOWN).map((finding) => (
            <li key={`${finding.rule} ${finding.person} ${finding.from} ${finding.duties.join()}`}>
              <strong>{names.get(finding.person) ?? finding.person}</strong>
              <FindingWords finding={finding} />
              {finding.days[0] && (
                <button
                  type="button"
                  className="weft-link-button"
                  onClick={() => goTo(finding.person, finding.days[0] as string)}
                >
                  Go to {finding.days[0]}
                </button>
              )}
            </li>
          ))}
        </ul>
        {sorted.length > SHOWN && <p>{sorted.length - SHOWN} more: filter by person or site to see them.</p>}
      </div>
    </details>
  );
}
