import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { addDays } from '../layout/words.ts';
import { indexOf } from './board-data.ts';
import { Panel } from './panel.tsx';
import { PersonDay } from './person-day.tsx';

type Props = {
  readonly rota: string;
  readonly person: string;
  readonly date: string;
  readonly close: () => void;
};

const BESIDE_DAYS = 7;

/** One person's day in full, with the open duties of the week before and after to move to. */
export function DayPanel({ rota, person, date, close }: Props) {
  const asked = { rota, from: addDays(date, -BESIDE_DAYS), to: addDays(date, BESIDE_DAYS + 1) };
  const board = useQuery({
    queryKey: ['board', 'day', asked],
    queryFn: () => api.sharedRotas.rotas.board.query(asked as never),
  });
  const index = useMemo(() => (board.data ? indexOf(board.data) : null), [board.data]);
  if (board.data && index)
    return <PersonDay board={board.data} index={index} person={person} date={date} close={close} />;
  return (
    <Panel title="One day" close={close}>
      {board.error ? <Fault error={board.error} retry={() => board.refetch()} /> : <p>Fetching the day …</p>}
    </Panel>
  );
}
