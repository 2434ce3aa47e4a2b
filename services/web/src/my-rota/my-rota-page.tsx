import { useEffect } from 'react';
import { Link, useSearchParams } from 'wouter';
import { FindingWords } from '../board/finding-words.tsx';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { counted, dayOf } from '../layout/words.ts';
import { keepPages } from '../offline/last-known.ts';
import { KeptNote } from './kept-note.tsx';
import { MonthGrid, monthAfter, nameOfMonth } from './month-grid.tsx';
import { MyPlaces, useMySwaps } from './my-places.tsx';
import { NextDuty, nextAt } from './next-duty.tsx';
import { RulesDials } from './rules-dials.tsx';
import { monthsShown, useMyRota } from './use-my-rota.ts';
import { WeekList } from './week-list.tsx';

/** The signed-in person's own published duties, the next one first, and their rules clock; also without a connection. */
export function MyRotaPage() {
  const rota = useMyRota();
  const swaps = useMySwaps();
  const [search, setSearch] = useSearchParams();
  const { first, last } = monthsShown();
  const asked = search.get('month') ?? '';
  const month = asked >= first && asked <= last && /^\d{4}-\d{2}$/.test(asked) ? asked : first;
  const isMonth = search.get('view') === 'month';
  const isThere = rota.data !== undefined;
  useEffect(() => {
    if (isThere) keepPages().catch(() => {});
  }, [isThere]);
  const { value: data, keptAt } = rota.data ?? { value: undefined, keptAt: null };
  // By the server's clock, with the time that has passed since by the browser's.
  const at = data ? Date.parse(data.asOf) + (keptAt === null ? 0 : Math.max(0, Date.now() - Date.parse(keptAt))) : 0;
  const waiting = swaps.data?.filter(({ can }) => can.includes('consent')) ?? [];
  const look = (view: 'list' | 'month', at = month) =>
    setSearch(view === 'list' ? {} : { view, month: at }, { replace: true });
  return (
    <Page title="My rota">
      <MyPlaces here="My rota" />
      {rota.error && <Fault error={rota.error} retry={() => rota.refetch()} />}
      {rota.isPending && <p>Fetching your duties …</p>}
      {data && keptAt && <KeptNote keptAt={keptAt} asOf={data.asOf} retry={rota.refetch} />}
      {waiting.length > 0 && (
        <p className="weft-waiting">
          <Link href="/my-rota/requests">
            {counted(waiting.length, 'request')} {waiting.length === 1 ? 'waits' : 'wait'} for your answer
          </Link>
        </p>
      )}
      {data && (
        <>
          <NextDuty next={nextAt(data, at)} at={at} mayChange={keptAt === null} />
          <h2 className="nhsuk-heading-m">Duties</h2>
          <fieldset className="weft-controls weft-toggle">
            <legend className="nhsuk-u-visually-hidden">Show as</legend>
            <button type="button" aria-pressed={!isMonth} onClick={() => look('list')}>
              List
            </button>
            <button type="button" aria-pressed={isMonth} onClick={() => look('month')}>
              Month
            </button>
          </fieldset>
          {isMonth ? (
            <>
              <div className="weft-controls weft-months">
                <button type="button" disabled={month === first} onClick={() => look('month', monthAfter(month, -1))}>
                  ← {nameOfMonth(monthAfter(month, -1))}
                </button>
                <button type="button" disabled={month === last} onClick={() => look('month', monthAfter(month, 1))}>
                  {nameOfMonth(monthAfter(month, 1))} →
                </button>
              </div>
              <h3 className="nhsuk-heading-s" aria-live="polite">
                {nameOfMonth(month)}
              </h3>
              <MonthGrid month={month} rota={data} today={dayOf(at)} />
            </>
          ) : (
            <WeekList rota={data} from={dayOf(at)} mayChange={keptAt === null} />
          )}
          <h2 className="nhsuk-heading-m">Rules clock</h2>
          {data.dials && <RulesDials dials={data.dials} />}
          {data.findings.map((finding) => (
            <FindingWords key={`${finding.rule} ${finding.from}`} finding={finding} />
          ))}
        </>
      )}
    </Page>
  );
}
