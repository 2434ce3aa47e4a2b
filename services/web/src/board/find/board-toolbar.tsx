import type { ReactNode } from 'react';
import { mondayOf, today } from '../../layout/words.ts';
import { type BoardAddress, daysShown, inView, moved, SPANS, type Span, VIEWS, type View } from './address.ts';
import type { ChangeAddress } from './use-board-address.ts';

/** What each view is called on its button, and in full. */
const NAMES: Readonly<Record<View, readonly [short: string, whole: string]>> = {
  people: ['People', 'People by day'],
  duties: ['Duties', 'Duties by day'],
  hours: ['Hours', 'Hours of one day'],
  heat: ['Sites', 'Sites by day, their cover'],
  list: ['List', 'List of people'],
  table: ['Table', 'Table, simple'],
};
export const viewName = (view: View): string => NAMES[view][1];
export const spanName = (span: Span): string =>
  span === 'all' ? 'Whole rota' : span === 1 ? '1 week' : `${span} weeks`;

type Props = {
  readonly address: BoardAddress;
  readonly period: { readonly from: string; readonly to: string };
  readonly change: ChangeAddress;
  /** More buttons, at the end. */
  readonly children?: ReactNode;
};

/** Which view, and which days: all of it stands in the address. */
export function BoardToolbar({ address, period, change, children }: Props) {
  const { from } = daysShown(address, period);
  const isDay = address.view === 'hours';
  const isWhole = !isDay && address.weeks === 'all';
  const goTo = (day: string) => change({ from: isDay ? day : mondayOf(day), page: 1 });
  return (
    <div className="weft-controls weft-toolbar">
      <fieldset>
        <legend className="nhsuk-u-visually-hidden">Show</legend>
        {VIEWS.map((view) => (
          <button
            key={view}
            type="button"
            aria-label={viewName(view)}
            title={viewName(view)}
            aria-pressed={address.view === view}
            onClick={() => change(inView(address, view, today()))}
          >
            {NAMES[view][0]}
          </button>
        ))}
      </fieldset>
      <fieldset>
        <legend className="nhsuk-u-visually-hidden">Days</legend>
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
        {!isDay && (
          <>
            {SPANS.map((span) => (
              <button
                key={span}
                type="button"
                aria-label={spanName(span)}
                title={spanName(span)}
                aria-pressed={address.weeks === span}
                onClick={() => change({ weeks: span, page: 1 })}
              >
                {span === 'all' ? 'Whole' : span}
              </button>
            ))}
            <span aria-hidden="true">weeks</span>
          </>
        )}
      </fieldset>
      <div className="weft-toolbar__end">{children}</div>
    </div>
  );
}
