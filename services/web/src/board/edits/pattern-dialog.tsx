import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { inWords } from '../../api.ts';
import { addDays, counted } from '../../layout/words.ts';
import type { Block } from '../selection.ts';
import { AskDialog } from './ask-dialog.tsx';
import type { EditsApi, Pattern } from './edits-api.ts';
import { cycled, laid, type Plan, type Sheet, stepsOf } from './plan.ts';

type Props = {
  readonly rota: string;
  readonly api: Pick<EditsApi, 'patterns' | 'patternCells'>;
  readonly sheet: Sheet;
  /** The people and days over which it is laid. */
  readonly block: Block;
  readonly close: () => void;
  readonly lay: (plan: Plan) => void;
};

/** Asks for a cycle of days, one of the rota's or one typed here, to be laid over the selected people and days. */
export function PatternDialog({ rota, api, sheet, block, close, lay }: Props) {
  const id = useId();
  const [own, setOwn] = useState<string | null>(null);
  const [stagger, setStagger] = useState('0');
  const patterns = useQuery({ queryKey: ['patterns', rota], queryFn: api.patterns }).data ?? [];
  const named = patterns.find((one) => one.id === own) ?? null;
  return (
    <AskDialog title="Lay a pattern" close={close}>
      {patterns.length > 0 && (
        <>
          <label className="nhsuk-label" htmlFor={`${id}-own`}>
            Cycle
          </label>
          <select
            className="nhsuk-select"
            id={`${id}-own`}
            value={own ?? ''}
            onChange={({ target }) => {
              setOwn(target.value || null);
              setStagger(target.value ? '1' : '0');
            }}
          >
            <option value="">Typed here</option>
            {patterns.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}: {counted(one.weeks.length, 'week')}
              </option>
            ))}
          </select>
        </>
      )}
      {named ? (
        <OwnCycle key={named.id} {...{ api, sheet, block, named, stagger, setStagger, lay }} />
      ) : (
        <TypedCycle {...{ sheet, block, stagger, setStagger, lay }} />
      )}
    </AskDialog>
  );
}

type Shared = Pick<Props, 'sheet' | 'block' | 'lay'> & {
  readonly stagger: string;
  readonly setStagger: (stagger: string) => void;
};

/** A cycle that the rota has: each person's first week of it, beginning with the week of the first selected day. */
function OwnCycle({
  api,
  sheet,
  block,
  named,
  lay,
  stagger,
  setStagger,
}: Shared & Pick<Props, 'api'> & { named: Pattern }) {
  const id = useId();
  const [first, setFirst] = useState('1');
  const weeks = named.weeks.length;
  const weekOf = (place: number) => {
    const begin = (Number(first) || 1) - 1 + place * (Number(stagger) || 0);
    return (((begin % weeks) + weeks) % weeks) + 1;
  };
  const dayAt = (column: number) => sheet.cellAt({ row: block.top, column }).date;
  const asked = useMutation({
    mutationFn: () =>
      api.patternCells({
        pattern: named.id,
        people: Array.from({ length: block.bottom - block.top + 1 }, (_row, place) => ({
          person: sheet.cellAt({ row: block.top + place, column: block.left }).person,
          startWeek: weekOf(place),
        })),
        from: dayAt(block.left),
        to: addDays(dayAt(block.right), 1),
      }),
    onSuccess: (cells) => lay(cycled(sheet, block, { name: named.name, cells })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asked.mutate();
  };
  return (
    <form onSubmit={submit}>
      <section className="weft-cycle" aria-label={`Weeks of ${named.name}, Monday first`} tabIndex={0}>
        <ol>
          {named.weeks.map((week, number) => (
            <li key={number}>{week.map((code) => code || '–').join(' ')}</li>
          ))}
        </ol>
      </section>
      <label className="nhsuk-label" htmlFor={`${id}-first`}>
        The first person begins in week
      </label>
      <input
        className="nhsuk-input nhsuk-input--width-4"
        id={`${id}-first`}
        type="number"
        min={1}
        max={weeks}
        required
        value={first}
        onChange={({ target }) => setFirst(target.value)}
      />
      <Stagger unit="weeks" value={stagger} change={setStagger} />
      {asked.error && <p className="nhsuk-error-message">{inWords(asked.error)}</p>}
      <Submit isBusy={asked.isPending} />
    </form>
  );
}

/** A cycle in codes, beginning at the first selected day. */
function TypedCycle({ sheet, block, lay, stagger, setStagger }: Shared) {
  const id = useId();
  const [cycle, setCycle] = useState('');
  const steps = stepsOf(cycle);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (steps.length > 0) lay(laid(sheet, block, { steps, stagger: Number(stagger) || 0 }));
  };
  return (
    <form onSubmit={submit}>
      <label className="nhsuk-label" htmlFor={`${id}-cycle`}>
        Codes, day after day, with spaces between
      </label>
      <div className="nhsuk-hint" id={`${id}-hint`}>
        {sheet.codes.join(', ')}; - for a free day, . for a day that stays as it is. The cycle begins at the first
        selected day and repeats.
      </div>
      <input
        className="nhsuk-input"
        id={`${id}-cycle`}
        aria-describedby={`${id}-hint`}
        value={cycle}
        autoComplete="off"
        onChange={(event) => setCycle(event.target.value)}
      />
      <Stagger unit="days" value={stagger} change={setStagger} />
      <Submit isBusy={false} />
    </form>
  );
}

type StaggerProps = {
  readonly unit: 'days' | 'weeks';
  readonly value: string;
  readonly change: (value: string) => void;
};

function Stagger({ unit, value, change }: StaggerProps) {
  const id = useId();
  return (
    <>
      <label className="nhsuk-label" htmlFor={id}>
        Each next person begins so many {unit} later in the cycle
      </label>
      <input
        className="nhsuk-input nhsuk-input--width-4"
        id={id}
        type="number"
        value={value}
        onChange={({ target }) => change(target.value)}
      />
    </>
  );
}

const Submit = ({ isBusy }: { readonly isBusy: boolean }) => (
  <p>
    <button type="submit" className="nhsuk-button" disabled={isBusy}>
      See what it would do
    </button>
  </p>
);
