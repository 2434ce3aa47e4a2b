import type { ReactNode } from 'react';
import { addDays, longDay, mondayOf, shortDay, today } from '../../layout/words.ts';
import { type BoardAddress, daysShown, inView, moved, SPANS, type Span, VIEWS, type View } from './address.ts';
import type { ChangeAddress } from './use-board-address.ts';

export const VIEW_NAMES: Readonly<Record<View, string>> = {
  people: 'People by day',
  duties: 'Duties by day',
  hours: 'One day by the hour',
  heat: 'Cover of sites',
  list: 'List',
  table: 'Simple table',
};
export const spanName = (span: Span): string =>
  span === 'all' ? 'Whole rota' : span === 1 ? '1 week' : `${span} weeks`;

type Props = {
  readonly address: BoardAddress;
  readonly period: { readonly from: string; readonly to: string };
  readonly change: ChangeAddress;
  /** More buttons, after the days. */
  readonly children?: ReactNode;
};

/** Which view, and which days: all of it stands in the address. */
export function BoardToolbar({ address, period, change, children }: Props) {
  const { from, to } = daysShown(address, period);
  const isDay = address.view === 'hours';
  const isWhole = !isDay && address.weeks === 'all';
  const goTo = (day: string) => change({ from: isDay ? day : mondayOf(day), page: 1 });
  return (
    <div className="weft-controls weft-toolbar">
      <fieldset>
        <legend>Show</legend>
        {VIEWS.map((view) => (
          <button
            key={view}
            type="button"
            aria-pressed={address.view === view}
            onClick={() => change(inView(address, view, today()))}
          >
            {VIEW_NAMES[view]}
          </button>
        ))}
      </fieldset>
      <fieldset>
        <legend>{isDay ? longDay(from) : `${shortDay(from)} to ${shortDay(addDays(to, -1))}`}</legend>
        <button type="button" disabled={isWhole} onClick={() => change(moved(address, -1, period))}>
          Earlier
        </button>
        <button type="button" disabled={isWhole} onClick={() => goTo(today())}>
          Today
        </button>
        <button type="button" disabled={isWhole} onClick={() => change(moved(address, 1, period))}>
          Later
        </button>
        <label>
          <span className="nhsuk-u-visually-hidden">Go to day</span>
          <input
            type="date"
            value={from}
            disabled={isWhole}
            onChange={({ target }) => target.value && goTo(target.value)}
          />
        </label>
        {!isDay &&
          SPANS.map((span) => (
            <button
              key={span}
              type="button"
              aria-pressed={address.weeks === span}
              onClick={() => change({ weeks: span, page: 1 })}
            >
              {spanName(span)}
            </button>
          ))}
        {children}
      </fieldset>
    </div>
  );
}
