import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { type Board, indexOf } from './board-data.ts';
import type { BoardAddress } from './find/address.ts';
import type { ChangeAddress } from './find/use-board-address.ts';
import { PeopleGrid } from './people-grid.tsx';
import { PersonDay } from './person-day.tsx';
import { useDutyCommands } from './use-duty-commands.ts';
import type { PicturePerson } from './views/picture.ts';

type Props = {
  readonly rota: string;
  readonly from: string;
  readonly to: string;
  readonly people: readonly PicturePerson[];
  readonly address: BoardAddress;
  readonly change: ChangeAddress;
};

/** People by day, those whom the filter shows; the chosen cell's panel beside it. */
export function PeopleToday({ rota, from, to, people, address, change }: Props) {
  const asked = { rota, from, to, ...(address.asAt && { asAt: address.asAt }) };
  const { data, error } = useQuery({
    queryKey: ['board', rota, 'people', asked],
    queryFn: () => api.sharedRotas.rotas.board.query(asked),
    placeholderData: keepPreviousData,
  });
  if (error) return <Fault error={error} />;
  return data ? <Shown whole={data} people={people} address={address} change={change} /> : <p>Drawing the board …</p>;
}

function Shown({
  whole,
  people,
  address: { asAt, cell },
  change,
}: Pick<Props, 'people' | 'address' | 'change'> & { readonly whole: Board }) {
  const command = useDutyCommands();
  const board = useMemo(() => {
    const isShown = new Set(people.map(({ person }) => person));
    return { ...whole, people: whole.people.filter(({ person }) => isShown.has(person)) };
  }, [whole, people]);
  const index = useMemo(() => indexOf(board), [board]);
  const press = (key: string, person: string, date: string) => {
    const duty = index.held.get(`${person} ${date}`)?.[0];
    if (!duty || asAt) return false;
    if (key === 'Delete') command.mutate({ do: 'clear', duty: duty.id, person });
    else if (key === 'p' || key === 'F9') {
      const isPinned = duty.filled.some((one) => one.person === person && one.pinned);
      command.mutate({ do: isPinned ? 'unpin' : 'pin', duty: duty.id, person });
    } else return false;
    return true;
  };
  return (
    <>
      <PeopleGrid
        board={board}
        index={index}
        press={press}
        open={(person, date) => change({ cell: { person, date } }, { replace: true })}
      />
      {cell && !asAt && (
        <PersonDay
          key={`${cell.person} ${cell.date}`}
          board={board}
          index={index}
          {...cell}
          close={() => change({ cell: null }, { replace: true })}
        />
      )}
    </>
  );
}
