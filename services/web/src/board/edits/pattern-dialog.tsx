import { useId, useState } from 'react';
import { AskDialog } from './ask-dialog.tsx';
import { stepsOf } from './plan.ts';

type Props = {
  readonly codes: readonly string[];
  readonly close: () => void;
  readonly lay: (pattern: { readonly steps: readonly string[]; readonly stagger: number }) => void;
};

/** Asks for a cycle of days, to be laid over the selected people and days. */
export function PatternDialog({ codes, close, lay }: Props) {
  const id = useId();
  const [cycle, setCycle] = useState('');
  const [stagger, setStagger] = useState('0');
  const steps = stepsOf(cycle);
  return (
    <AskDialog title="Lay a pattern" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (steps.length > 0) lay({ steps, stagger: Number(stagger) || 0 });
        }}
      >
        <label className="nhsuk-label" htmlFor={`${id}-cycle`}>
          Codes, day after day, with spaces between
        </label>
        <div className="nhsuk-hint" id={`${id}-hint`}>
          {codes.join(', ')}; - for a free day, . for a day that stays as it is. The cycle begins at the first selected
          day and repeats.
        </div>
        <input
          className="nhsuk-input"
          id={`${id}-cycle`}
          aria-describedby={`${id}-hint`}
          value={cycle}
          autoComplete="off"
          onChange={(event) => setCycle(event.target.value)}
        />
        <label className="nhsuk-label" htmlFor={`${id}-stagger`}>
          Each next person begins so many days later in the cycle
        </label>
        <input
          className="nhsuk-input nhsuk-input--width-4"
          id={`${id}-stagger`}
          type="number"
          value={stagger}
          onChange={(event) => setStagger(event.target.value)}
        />
        <p>
          <button type="submit" className="nhsuk-button">
            See what it would do
          </button>
        </p>
      </form>
    </AskDialog>
  );
}
