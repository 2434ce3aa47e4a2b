import { useState } from 'react';
import type { Grid } from '../model/grid.ts';
import type { Proposal } from './desk.ts';
import { blocks } from './desk-words.ts';
import type { CellEdit } from './plan.ts';
import { PreviewWords } from './preview-words.tsx';

type Props = {
  readonly proposal: Proposal;
  readonly grid: Grid;
  readonly confirm: (how: { readonly partly: boolean }) => void;
  readonly override: () => void;
  readonly leave: () => void;
  /** What unknown codes were meant to be; null leaves their cells as they are. */
  readonly read: (meanings: ReadonlyMap<string, string | null>) => void;
  readonly mend: (cells: readonly CellEdit[]) => void;
};

/** An edit before it is written: what is left out, what it would break and change, and the ways on. */
export function ProposalPanel({ proposal, grid, confirm, override, leave, read, mend }: Props) {
  const { plan, preview, fault } = proposal;
  const { refused, breaches } = blocks(preview);
  const nameOf = (person: string) => grid.people.find((one) => one.person === person)?.name ?? person;
  const siteOf = (site: string) => grid.sites.find(({ code }) => code === site)?.name ?? site;
  const canSave = preview !== null && plan.edits.length > 0 && plan.unknown.length === 0;
  return (
    <section className="weft-panel weft-proposal" aria-label="Before it is saved">
      <h2 className="nhsuk-heading-s">{plan.words}</h2>
      <p>
        <strong>Nothing is saved yet.</strong> {keysFor({ unknown: plan.unknown.length, refused, breaches })}, Esc
        leaves.
      </p>
      {plan.left.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {plan.unknown.length > 0 && <UnknownCodes key={plan.words} proposal={proposal} read={read} />}
      {fault && <p className="nhsuk-error-message">{fault}</p>}
      {!preview && !fault && <p>Asking the rules …</p>}
      {preview && plan.edits.length > 0 && (
        <PreviewWords preview={preview} nameOf={nameOf} siteOf={siteOf} mend={mend} />
      )}
      <div className="weft-actions">
        {canSave && refused === 0 && breaches === 0 && (
          <button type="button" className="nhsuk-button" onClick={() => confirm({ partly: false })}>
            Save
          </button>
        )}
        {canSave && refused === 0 && breaches > 0 && (
          <button type="button" className="nhsuk-button nhsuk-button--warning" onClick={override}>
            Save with a reason …
          </button>
        )}
        {canSave && refused + breaches > 0 && plan.edits.length > 1 && (
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            onClick={() => confirm({ partly: true })}
          >
            Save what breaks nothing
          </button>
        )}
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={leave}>
          Leave
        </button>
      </div>
    </section>
  );
}

function keysFor({ unknown, refused, breaches }: Readonly<Record<'unknown' | 'refused' | 'breaches', number>>): string {
  if (unknown > 0) return 'Say what is meant by each';
  if (refused > 0) return 'Ctrl+Enter saves what can be had';
  return breaches > 0 ? 'Ctrl+Shift+Enter saves with a reason, Ctrl+Enter the rest' : 'Enter saves';
}

/** Texts that are no code, each once: choose what they mean, or leave their cells. */
function UnknownCodes({ proposal: { plan }, read }: Pick<Props, 'proposal' | 'read'>) {
  const [meant, setMeant] = useState(
    () => new Map<string, string | null>(plan.unknown.map(({ text, nearest }) => [text, nearest[0] ?? null])),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        read(meant);
      }}
    >
      <table className="weft-unknown">
        <caption>Not known on this board</caption>
        <thead>
          <tr>
            <th scope="col">Written</th>
            <th scope="col">Cells</th>
            <th scope="col">Read as</th>
          </tr>
        </thead>
        <tbody>
          {plan.unknown.map(({ text, count, nearest }) => (
            <tr key={text}>
              <td>{text}</td>
              <td>{count}</td>
              <td>
                <select
                  aria-label={`Read ${text} as`}
                  value={meant.get(text) ?? ''}
                  onChange={(event) => setMeant(new Map(meant).set(text, event.target.value || null))}
                >
                  {nearest.map((code) => (
                    <option key={code}>{code}</option>
                  ))}
                  <option value="">leave these cells</option>
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="submit" className="nhsuk-button nhsuk-button--secondary">
        Read them so
      </button>
    </form>
  );
}
