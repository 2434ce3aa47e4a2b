import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams, useSearchParams } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { addDays, counted, momentOf, mondayOf, timeOf, today } from '../layout/words.ts';
import { RotaPlaces } from '../rotas/rota-places.tsx';
import { BoardControls, type BoardView } from './board-controls.tsx';
import { indexOf } from './board-data.ts';
import { DutiesGrid } from './duties-grid.tsx';
import { DutyPanel } from './duty-panel.tsx';
import { FindingsList } from './findings-list.tsx';
import { PeopleGrid } from './people-grid.tsx';
import { PersonDay } from './person-day.tsx';
import { useDutyCommands } from './use-duty-commands.ts';
import { useLiveBoard } from './use-live-board.ts';

type Open = { readonly person: string; readonly date: string } | { readonly duty: string } | null;

/** The board of one rota. */
export function BoardPage() {
  const { rota } = useParams<{ rota: string }>();
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<Open>(null);
  const command = useDutyCommands();
  const lostSince = useLiveBoard(rota);
  const shown: BoardView = {
    view: search.get('view') === 'duties' ? 'duties' : 'people',
    from: search.get('from') ?? mondayOf(today()),
    weeks: Number(search.get('weeks') ?? 2) || 2,
    asAt: search.get('asAt') ?? '',
  };
  const change = (next: Partial<BoardView>) => {
    const all = { ...shown, ...next };
    setSearch({ view: all.view, from: all.from, weeks: String(all.weeks), ...(all.asAt && { asAt: all.asAt }) });
    setOpen(null);
  };
  const asked = {
    rota,
    from: shown.from,
    to: addDays(shown.from, shown.weeks * 7),
    ...(shown.asAt && { asAt: new Date(shown.asAt).toISOString() }),
  };
  const board = useQuery({
    queryKey: ['board', rota, asked],
    queryFn: () => api.sharedRotas.rotas.board.query(asked),
    placeholderData: keepPreviousData,
  });
  const index = useMemo(() => (board.data ? indexOf(board.data) : null), [board.data]);

  const press = (key: string, person: string, date: string) => {
    const duty = index?.held.get(`${person} ${date}`)?.[0];
    if (!duty || shown.asAt) return false;
    if (key === 'Delete') command.mutate({ do: 'clear', duty: duty.id, person });
    else if (key === 'p' || key === 'F9') {
      const isPinned = duty.filled.some((one) => one.person === person && one.pinned);
      command.mutate({ do: isPinned ? 'unpin' : 'pin', duty: duty.id, person });
    } else return false;
    return true;
  };

  if (board.error)
    return (
      <Page title="Rota">
        <Fault error={board.error} retry={() => board.refetch()} />
      </Page>
    );
  if (!board.data || !index)
    return (
      <Page title="Rota">
        <p>Drawing the board …</p>
      </Page>
    );
  const { data } = board;
  const missing = data.duties.reduce(
    (sum, duty) => sum + (duty.withdrawn ? 0 : Math.max(0, duty.count - duty.filled.length)),
    0,
  );
  return (
    <Page title={data.rota.name} wide>
      <RotaPlaces rota={rota} here="Board" />
      <BoardControls shown={shown} period={data.rota.period} change={change} />
      <p className="weft-state">
        {shown.asAt ? `As it stood at ${momentOf(new Date(shown.asAt).toISOString())}; not to be edited.` : 'Now.'}{' '}
        {counted(missing, 'gap')} on these days. Marks: • pinned, * changed since publication, ! breach, ? warning, L
        leave, – busy elsewhere.
        {lostSince && ` Live changes have not come in since ${timeOf(lostSince)}; trying again.`}
      </p>
      {command.error && <Fault error={command.error} />}
      <div className="weft-board">
        {shown.view === 'people' ? (
          <PeopleGrid
            board={data}
            index={index}
            press={press}
            open={(person, date) => !shown.asAt && setOpen({ person, date })}
          />
        ) : (
          <DutiesGrid board={data} index={index} open={(duty) => setOpen({ duty })} />
        )}
        {open && 'person' in open && (
          <PersonDay
            key={`${open.person} ${open.date}`}
            board={data}
            index={index}
            {...open}
            close={() => setOpen(null)}
          />
        )}
        {open && 'duty' in open && (
          <DutyPanel key={open.duty} index={index} duty={open.duty} close={() => setOpen(null)} />
        )}
      </div>
      <FindingsList board={data} index={index} goTo={(person, date) => setOpen({ person, date })} />
    </Page>
  );
}
