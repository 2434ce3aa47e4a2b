import { type UIEvent, useState } from 'react';
import { NAME_WIDTH } from './sizes.ts';

/** Up to so many days all are drawn. */
const DAYS_DRAWN = 35;
const WEEK = 7;

/** Which columns are drawn of a wide grid: whole weeks, those in sight and one more on each side; [from, to). */
export function columnsIn(
  days: number,
  { day, left, width }: { readonly day: number; readonly left: number; readonly width: number },
): { readonly from: number; readonly to: number } {
  if (days <= DAYS_DRAWN) return { from: 0, to: days };
  const first = Math.floor(left / day / WEEK) - 1;
  const last = Math.ceil((left + width - NAME_WIDTH) / day / WEEK) + 1;
  return { from: Math.max(0, first * WEEK), to: Math.min(days, last * WEEK) };
}

/** The columns to draw as the grid is scrolled: a change of weeks draws anew, nothing else does. */
export function useColumns(days: number, day: number) {
  const [range, setRange] = useState({ from: 0, to: DAYS_DRAWN });
  const onScroll = (event: UIEvent<HTMLElement>) => {
    const { scrollLeft, clientWidth } = event.currentTarget;
    const next = columnsIn(days, { day, left: scrollLeft, width: clientWidth });
    setRange((before) => (before.from === next.from && before.to === next.to ? before : next));
  };
  if (days <= DAYS_DRAWN) return { from: 0, to: days, onScroll };
  return { from: Math.min(range.from, days), to: Math.min(range.to, days), onScroll };
}
