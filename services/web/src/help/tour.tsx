import { useState } from 'react';

const SEEN = 'weft-tour-seen';
const STEPS = [
  'Each row is a person, each column a day. Move with the arrow keys; the cell’s name says what it holds and what is wrong with it.',
  'Type a code to fill a cell. Before it counts you see what it would break and the smallest mend: Enter commits, Esc leaves.',
  'Gaps, the auto-roster and publishing are the places above the board. Nobody is told of a change before you publish it.',
  'Ctrl + Z takes back your own edits, also tomorrow. Press ? on the board for all keys.',
];

/** Four sentences for somebody's first board; skipped or read, they do not come back in this browser. */
export function Tour() {
  const [step, setStep] = useState(() => (seen() ? null : 0));
  if (step === null) return null;
  const end = () => {
    remember();
    setStep(null);
  };
  const isLast = step === STEPS.length - 1;
  return (
    <section className="weft-tour" aria-label="First steps">
      <p aria-live="polite">
        <strong>
          {step + 1} of {STEPS.length}.
        </strong>{' '}
        {STEPS[step]}
      </p>
      <div className="weft-actions">
        <button type="button" className="weft-link-button" onClick={() => (isLast ? end() : setStep(step + 1))}>
          {isLast ? 'Done' : 'Next'}
        </button>
        {!isLast && (
          <button type="button" className="weft-link-button" onClick={end}>
            Skip
          </button>
        )}
      </div>
    </section>
  );
}

/** A browser that keeps nothing shows the tour no second time in a row: it is skipped. */
function seen(): boolean {
  try {
    return localStorage.getItem(SEEN) !== null;
  } catch {
    return true;
  }
}

function remember() {
  try {
    localStorage.setItem(SEEN, 'yes');
  } catch {
    // It was shown; a browser that keeps nothing is asked no more.
  }
}
