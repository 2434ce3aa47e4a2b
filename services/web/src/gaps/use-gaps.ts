import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';

/** So many gaps at a time. */
const AT_ONCE = 200;

/** The gaps of a rota, or of all: those that were just opened first, the others a part at a time, by day and harm. */
export function useGaps(rota: string | null, opened: ReadonlySet<string>) {
  const asked = { upcoming: true, order: 'harm' as const, limit: AT_ONCE, ...(rota && { rota }) };
  const duties = [...opened].slice(0, AT_ONCE);
  const gaps = useInfiniteQuery({
    queryKey: ['gaps', 'tray', rota],
    queryFn: ({ pageParam }) => api.sharedRotas.gaps.list.query({ ...asked, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const first = useQuery({
    queryKey: ['gaps', 'opened', rota, duties],
    queryFn: () => api.sharedRotas.gaps.list.query({ ...asked, duties: duties as never }),
    placeholderData: keepPreviousData,
    enabled: duties.length > 0,
  });
  const justOpened = (first.data?.gaps ?? []).filter(({ duty }) => opened.has(duty));
  const others = gaps.data?.pages.flatMap((page) => page.gaps) ?? [];
  return {
    gaps,
    shown: [...justOpened, ...others.filter(({ duty }) => !opened.has(duty))],
    total: gaps.data?.pages[0]?.total,
    isFetching: gaps.isFetching || first.isFetching,
  };
}
