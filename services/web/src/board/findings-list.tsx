import { counted } from '../layout/words.ts';
import type { Board, BoardIndex } from './board-data.ts';
import { FindingWords } from './finding-words.tsx';

type Props = {
  readonly board: Board;
  readonly index: BoardIndex;
  readonly goTo: (person: string, date: string) => void;
};

/** Every finding of the rota, hard ones first; each leads to its cell. */
export function FindingsList({ board, index, goTo }: Props) {
  const rank = ({ severity, overridden }: Board['findings'][number]) => (overridden ? 2 : severity === 'hard' ? 0 : 1);
  const findings = [...board.findings].sort((a, b) => rank(a) - rank(b) || (a.from < b.from ? -1 : 1));
  const shown = findings.slice(0, 100);
  return (
    <details
      className="nhsuk-details"
      open={findings.length > 0 && rank(findings[0] as Board['findings'][number]) === 0}
    >
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{counted(findings.length, 'finding')} on this rota</span>
      </summary>
      <div className="nhsuk-details__text">
        <ul className="weft-findings">
          {shown.map((finding) => {
            const duty = finding.duties.map((id) => index.duties.get(id)).find((one) => one !== undefined);
            const name = index.people.get(finding.person)?.name ?? finding.person;
            return (
              <li key={`${finding.rule} ${finding.person} ${finding.from}`}>
                <strong>{name}</strong>
                <FindingWords finding={finding} />
                {duty && (
                  <button type="button" className="weft-link-button" onClick={() => goTo(finding.person, duty.date)}>
                    Go to {duty.code} on {duty.date}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
        {findings.length > shown.length && <p>{findings.length - shown.length} more are not listed here.</p>}
      </div>
    </details>
  );
}
