import { useCallback, useEffect, useMemo, useState } from 'react';
import { useParams } from 'wouter';
import { Fault } from '../layout/fault.tsx';
import { useMe } from '../layout/me.ts';
import { Page } from '../layout/page.tsx';
import { addDays, counted, longDay, shortDay, timeOf, today } from '../layout/words.ts';
import { rememberBoard } from '../rotas/last-board.ts';
import { RotaPlaces } from '../rotas/rota-places.tsx';
import { AsItWas } from './as-it-was/as-it-was.tsx';
import { PastNote } from './as-it-was/past-note.tsx';
import { useLife } from './as-it-was/use-life.ts';
import { daysShown } from './find/address.ts';
import { Answer } from './find/answer.tsx';
import { BoardToolbar } from './find/board-toolbar.tsx';
import { FilterBar } from './find/filter-bar.tsx';
import { choicesOf, filtered, noFilters } from './find/filters.ts';
import { findables } from './find/findable.ts';
import { useBoardAddress } from './find/use-board-address.ts';
import { useFindOnBoard } from './find/use-find-on-board.ts';
import { useLiveGrid } from './live/use-live-grid.ts';
import { boardStore } from './model/store.ts';
import { PeopleBoard } from './people-board.tsx';
import { coverByDay, coverOf } from './views/cover.ts';
import { DayFoot } from './views/day-foot.tsx';
import { DutyOfView } from './views/duty-of-view.tsx';
import { FoundList } from './views/found-list.tsx';
import { fromWith, OtherView } from './views/other-view.tsx';
import { usePicture } from './views/use-picture.ts';
import { useRotas } from './views/use-rotas.ts';

/** In the people's view only feet and lists draw the picture: they follow the edits so much later. */
const PICTURE_PAUSE_MS = 1000;

/** The board of one rota, or of several side by side: the ways to look, filters, the past. */
export function BoardPage() {
  const { rota } = useParams<{ rota: string }>();
  return <RotaBoard key={rota} rota={rota} />;
}

function RotaBoard({ rota }: { readonly rota: string }) {
  const { address, change } = useBoardAddress();
  const [duty, setDuty] = useState<string | null>(null);
  const [isPastAsked, setPastAsked] = useState(false);
  const { view, beside, asAt, filters } = address;
  const all = useRotas();
  const period = all?.find(({ id }) => id === rota)?.period;
  const days = daysShown(address, period ?? { from: address.from, to: addDays(address.from, 7) });
  const from = view === 'hours' ? addDays(days.from, -1) : days.from;
  const [store] = useState(() => boardStore((run) => requestAnimationFrame(run)));
  const me = useMe().data?.actor.person ?? null;
  const live = useLiveGrid(store, { rota, from, to: days.to, asAt, me });
  const drawn = usePicture({
    ...{ store, rota, beside, from, to: days.to, asAt },
    pauseMs: view === 'people' ? PICTURE_PAUSE_MS : 0,
  });
  const { picture, rotas } = drawn;
  const error = live.error ?? drawn.error;
  const isFetching = !live.isDrawn || !drawn.isWhole;
  const life = useLife(rota, asAt !== null);
  const isBeforeAll = asAt !== null && life !== undefined && asAt < life.openedAt;
  const retry = () => {
    live.reload();
    if (drawn.error) void drawn.retry();
  };
  const shown = useMemo(() => picture && filtered(picture, filters), [picture, filters]);
  const choices = useMemo(() => picture && choicesOf(picture), [picture]);
  const outside = shown?.outside.people ?? 0;
  const people = useMemo(
    () => (shown && outside > 0 ? new Set(shown.picture.people.map(({ person }) => person)) : null),
    [shown, outside],
  );
  const choose = useCallback((cell: { person: string; date: string }) => change({ cell }, { replace: true }), [change]);
  const cover = useMemo(() => picture && coverByDay(picture.duties), [picture]);
  const foot = (column: number) => cover && <DayFoot cover={cover(addDays(days.from, column))} />;
  const gather = useCallback(
    () =>
      picture ? findables({ rota, address, picture, rotas: all ?? [], date: within(today(), days.from, days.to) }) : [],
    [rota, address, picture, all, days.from, days.to],
  );

  useFindOnBoard({ address, change, findables: gather });
  useEffect(
    () => rememberBoard(rota, { view, from: address.from, weeks: String(address.weeks) }),
    [rota, view, address.from, address.weeks],
  );

  const goTo = (person: string, date: string) =>
    change({ view: 'people', cell: { person, date }, from: fromWith(address, date) });
  const past = asAt && <PastNote asAt={asAt} leave={() => change({ asAt: null })} />;
  // A board of other days or another moment is none of those asked for.
  if (isBeforeAll || (error && (!picture || !live.isDrawn)))
    return (
      <Page title={all?.find(({ id }) => id === rota)?.name ?? 'Rota'} wide>
        <RotaPlaces rota={rota} here="Board" />
        {!isBeforeAll && past}
        {asAt && <AsItWas rota={rota} address={address} change={change} goTo={goTo} />}
        {!isBeforeAll && <Fault error={error} retry={retry} />}
        {beside.length > 0 && (
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => change({ beside: [] })}>
            Show this rota alone
          </button>
        )}
      </Page>
    );
  if (!shown || !picture || !choices || !rotas?.[0])
    return (
      <Page title="Rota">
        <p>Drawing the board …</p>
      </Page>
    );
  const others = (all ?? []).filter(({ id }) => id !== rota).map(({ id, name }) => ({ value: id, name, count: 0 }));
  const isPastOpen = isPastAsked || asAt !== null || address.since !== null;
  const { gaps } = coverOf(shown.picture.duties.filter(({ date }) => date >= days.from));
  const open = picture.duties.find(({ id }) => id === duty);
  return (
    <Page title={rotas.map(({ name }) => name).join(' + ')} wide>
      <RotaPlaces rota={rota} here="Board" />
      <BoardToolbar address={address} period={rotas[0].period} change={change}>
        <button type="button" aria-expanded={isPastOpen} onClick={() => setPastAsked(!isPastAsked)}>
          As it was …
        </button>
      </BoardToolbar>
      <div className="weft-summary">
        <span>
          <strong>
            {view === 'hours' ? longDay(days.from) : `${shortDay(days.from)} to ${shortDay(addDays(days.to, -1))}`}
          </strong>
          , {isFetching ? 'being fetched …' : `${counted(gaps, 'gap')}.`}
          {view !== 'people' &&
            live.lostSince !== null &&
            ` No live changes since ${timeOf(new Date(live.lostSince).toISOString())}; trying again.`}
          {beside.length > 0 && view === 'people' && ' Duties of rotas beside this one stand here as time elsewhere.'}
        </span>
        <FilterBar
          rota={rota}
          filters={filters}
          choices={choices}
          outside={shown.outside}
          change={(next) => change({ filters: next, page: 1 }, { replace: true })}
          rotas={others}
          beside={beside}
          place={(next) => change({ beside: next, page: 1 })}
        />
        <details>
          <summary>Marks</summary>• pinned, * changed since publication, ! breach or gap, ? warning, L leave, – busy
          elsewhere
        </details>
      </div>
      {address.ask && (
        <Answer
          rota={rota}
          words={address.ask}
          close={() => change({ ask: '' })}
          goTo={(id, date) => {
            change({ view: 'duties', from: fromWith(address, date), filters: noFilters });
            setDuty(id);
          }}
        />
      )}
      {isPastOpen && <AsItWas rota={rota} address={address} change={change} goTo={goTo} />}
      {past}
      {error && <Fault error={error} retry={retry} />}
      <div className={asAt ? 'weft-board weft-board--past' : 'weft-board'} aria-busy={view !== 'people' && isFetching}>
        <div className="weft-board__main">
          {view === 'people' ? (
            <PeopleBoard {...{ rota, store, live, asAt, shown: people, choose, foot }} cell={address.cell} />
          ) : (
            <OtherView address={address} picture={shown.picture} change={change} open={setDuty} />
          )}
        </div>
        {view !== 'people' && open && (
          <DutyOfView
            key={open.id}
            duty={open}
            people={picture.people}
            isPast={asAt !== null}
            close={() => setDuty(null)}
          />
        )}
      </div>
      <FoundList picture={shown.picture} goTo={goTo} />
    </Page>
  );
}

/** The day itself where it is one of [from, to), else the first. */
const within = (day: string, from: string, to: string): string => (day >= from && day < to ? day : from);
