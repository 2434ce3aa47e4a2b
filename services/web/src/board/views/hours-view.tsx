import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { counted, longDay, timesOf } from '../../layout/words.ts';
import { type Bar, type HoursRow, hoursOf } from './hours.ts';
import { HoursTable } from './hours-table.tsx';
import type { Picture } from './picture.ts';

type Props = { readonly picture: Picture; readonly date: string; readonly open: (duty: string) => void };

/** One day by the hour: who is where, who is missing, and how many are there in each hour; then the same as a table. */
export function HoursView({ picture, date, open }: Props) {
  const day = useMemo(() => hoursOf(picture, date), [picture, date]);
  const [at, setAt] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const bars = day.sites.flatMap(({ site, rows }) =>
    rows.flatMap((row) => row.bars.map((bar) => `${site} ${row.key} ${bar.duty.id}`)),
  );
  const stop = bars.includes(at) ? at : bars[0];
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -bars.length, End: bars.length }[
      event.key
    ];
    if (step === undefined) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(bars.length - 1, bars.indexOf(stop ?? '') + step));
    setAt(bars[index] ?? '');
    root.current?.querySelectorAll<HTMLElement>('.weft-bar')[index]?.focus();
  };
  if (day.sites.length === 0) return <p>No duty is under way on {longDay(date)}, as far as the filter shows.</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside */}
      <div
        className="weft-hours"
        ref={root}
        onKeyDown={move}
        style={{ '--weft-ticks': day.ticks.length } as CSSProperties}
      >
        <div className="weft-hours__ticks" aria-hidden="true">
          {day.ticks.map((tick, index) => (
            <span key={`${tick} ${index}`}>{tick.slice(0, 2)}</span>
          ))}
        </div>
        {day.sites.map(({ site, name, rows, hours }) => (
          <section key={site} aria-label={name}>
            <h2 className="weft-hours__site">{name}</h2>
            <div className="weft-hours__row weft-hours__sums" aria-hidden="true">
              <span className="weft-hours__name">There / needed</span>
              <span className="weft-hours__line weft-hours__counts">
                {hours.map(({ need, have }, hour) => (
                  <span key={day.ticks[hour]} className={have < need ? 'weft-hours__short' : undefined}>
                    {need === 0 ? '' : have < need ? `${have}/${need}` : have}
                  </span>
                ))}
              </span>
            </div>
            {rows.map((row) => (
              <HoursLine
                key={row.key}
                row={row}
                stop={stop}
                keyOf={(bar) => `${site} ${row.key} ${bar.duty.id}`}
                open={(bar) => {
                  setAt(`${site} ${row.key} ${bar.duty.id}`);
                  open(bar.duty.id);
                }}
              />
            ))}
          </section>
        ))}
      </div>
      <HoursTable day={day} />
    </>
  );
}

type LineProps = {
  readonly row: HoursRow;
  readonly stop: string | undefined;
  readonly keyOf: (bar: Bar) => string;
  readonly open: (bar: Bar) => void;
};

function HoursLine({ row, stop, keyOf, open }: LineProps) {
  const isGap = row.missing > 0;
  return (
    <div className={`weft-hours__row${isGap ? ' weft-hours__row--gap' : ''}`}>
      <span className="weft-hours__name" aria-hidden="true">
        {row.name}
        {row.missing > 1 && ` × ${row.missing}`}
      </span>
      <span className="weft-hours__line">
        {row.bars.map((bar) => (
          <button
            key={bar.duty.id}
            type="button"
            className={`weft-bar${isGap ? ' weft-bar--gap' : ''}${bar.isCut ? ' weft-bar--cut' : ''}`}
            style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
            tabIndex={keyOf(bar) === stop ? 0 : -1}
            title={`${row.name}: ${bar.words}`}
            aria-label={`${isGap ? `${counted(row.missing, 'gap')}: ` : `${row.name}: `}${bar.words}`}
            onClick={() => open(bar)}
          >
            <span aria-hidden="true">
              {isGap ? '! ' : ''}
              {bar.duty.code} {timesOf(bar.duty).replace(' to ', '–')}
            </span>
          </button>
        ))}
      </span>
    </div>
  );
}
