import { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import type { Cell } from './edits/plan.ts';
import { useDesk } from './edits/use-desk.ts';
import { usePeople } from './edits/use-sheet.ts';
import { StatusLine } from './live/status-line.tsx';
import type { LiveGrid } from './live/use-live-grid.ts';
import { usePresence } from './live/use-presence.ts';
import type { BoardStore } from './model/store.ts';
import { PeopleDesk } from './people-desk.tsx';
import { useSelection } from './use-selection.ts';

type Props = {
  readonly rota: string;
  /** The rota's board, and what keeps it as the platform has it. */
  readonly store: BoardStore;
  readonly live: LiveGrid;
  /** The board as it stood then, read only; null for now. */
  readonly asAt: string | null;
  /** The cell that the address names, and a way to name another. */
  readonly cell: Cell | null;
  readonly choose: (cell: Cell) => void;
  /** Ids of the people whom the filter shows; null for all. */
  readonly shown: ReadonlySet<string> | null;
  readonly foot?: (column: number) => ReactNode;
};

/** People down, days across: read, live, and edited as fast as a spreadsheet. */
export function PeopleBoard({ rota, store, live, asAt, cell, choose, shown, foot }: Props) {
  const cells = useSyncExternalStore(store.subscribe, store.cells);
  const people = usePeople(cells, shown);
  const selection = useSelection({ cells, people, cell, choose });
  const desk = useDesk(rota, store, live);
  const others = usePresence(rota, { cell: selection.focused, isOn: asAt === null && cells !== null });
  const nameOf = useCallback(
    (person: string) => store.cells()?.grid.people.find((one) => one.person === person)?.name ?? person,
    [store],
  );
  if (!cells) return <p>Drawing the board …</p>;
  return (
    <>
      {asAt === null && (
        <StatusLine
          lostSince={live.lostSince}
          sending={desk.state.sending}
          unsaved={desk.unsaved}
          others={others}
          nameOf={nameOf}
          retry={(id) => void desk.desk.retry(id)}
          forget={desk.desk.forget}
        />
      )}
      <PeopleDesk
        {...{ rota, store, cells, people, others, selection, ...desk }}
        isReadOnly={asAt !== null}
        foot={foot}
      />
    </>
  );
}
