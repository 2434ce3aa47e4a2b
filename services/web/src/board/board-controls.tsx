import { addDays, mondayOf, shortDay } from '../layout/words.ts';

export type BoardView = {
  readonly view: 'people' | 'duties';
  readonly from: string;
  readonly weeks: number;
  readonly asAt: string;
};

type Props = {
  readonly shown: BoardView;
  readonly period: { from: string; to: string };
  readonly change: (next: Partial<BoardView>) => void;
};

/** What the board shows: people or duties, which weeks, and as it stood when. All of it stands in the address. */
export function BoardControls({ shown, period, change }: Props) {
  const { view, from, weeks, asAt } = shown;
  const first = mondayOf(period.from);
  const move = (days: number) => {
    const next = addDays(from, days);
    change({ from: next < first ? first : next >= period.to ? mondayOf(addDays(period.to, -1)) : next });
  };
  return (
    <div className="weft-controls">
      <fieldset>
        <legend>Show</legend>
        {(['people', 'duties'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => change({ view: one })}>
            {one === 'people' ? 'People by day' : 'Duties by day'}
          </button>
        ))}
      </fieldset>
      <fieldset>
        <legend>
          {shortDay(from)} to {shortDay(addDays(from, weeks * 7 - 1))}
        </legend>
        <button type="button" onClick={() => move(-7 * weeks)}>
          Earlier
        </button>
        <button type="button" onClick={() => move(7 * weeks)}>
          Later
        </button>
        {[1, 2, 4].map((count) => (
          <button key={count} type="button" aria-pressed={weeks === count} onClick={() => change({ weeks: count })}>
            {count === 1 ? '1 week' : `${count} weeks`}
          </button>
        ))}
      </fieldset>
      <fieldset>
        <legend>As it stood</legend>
        <label>
          <span className="nhsuk-u-visually-hidden">As it stood at</span>
          <input type="datetime-local" value={asAt} onChange={(event) => change({ asAt: event.target.value })} />
        </label>
        {asAt && (
          <button type="button" onClick={() => change({ asAt: '' })}>
            Now
          </button>
        )}
      </fieldset>
    </div>
  );
}
