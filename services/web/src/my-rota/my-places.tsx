import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import { api } from '../api.ts';

/** Requests that one made or may answer. */
export const useMySwaps = () =>
  useQuery({ queryKey: ['my-swaps'], queryFn: () => api.sharedRotas.swaps.mine.query(), refetchInterval: 30_000 });

/** What changed for oneself, and how much of it is new. */
export const useNotices = () =>
  useQuery({ queryKey: ['notices'], queryFn: () => api.sharedRotas.myRota.notices.query(), refetchInterval: 30_000 });

/** Whether the browser has a connection at all. */
const useOnline = () =>
  useSyncExternalStore(
    (told) => {
      window.addEventListener('online', told);
      window.addEventListener('offline', told);
      return () => {
        window.removeEventListener('online', told);
        window.removeEventListener('offline', told);
      };
    },
    () => navigator.onLine,
  );

const HREFS = {
  'My rota': '/my-rota',
  Requests: '/my-rota/requests',
  Leave: '/my-rota/leave',
  Notices: '/my-rota/notices',
  Calendar: '/my-rota/calendar',
} as const;

/** The places of one's own, with how many requests wait for an answer and how many notices are new. */
export function MyPlaces({ here }: { readonly here: keyof typeof HREFS }) {
  const isOnline = useOnline();
  const swaps = useMySwaps();
  const notices = useNotices();
  const waiting = swaps.data?.filter(({ can }) => can.includes('consent')).length ?? 0;
  const unread = notices.data?.unread ?? 0;
  const more: Readonly<Record<string, string>> = {
    Requests: waiting > 0 ? ` (${waiting} to answer)` : '',
    Notices: unread > 0 ? ` (${unread} new)` : '',
  };
  return (
    <>
      <nav className="weft-places" aria-label="My places">
        {Object.entries(HREFS).map(([name, href]) => (
          <Link key={href} href={href} aria-current={name === here ? 'page' : undefined}>
            {name}
            {more[name] ?? ''}
          </Link>
        ))}
      </nav>
      {!isOnline && here !== 'My rota' && (
        <div className="weft-kept" role="note">
          <p>
            <strong>There is no connection.</strong> Your last-known rota is kept under{' '}
            <Link href="/my-rota">My rota</Link>; nothing here can be fetched or sent until the connection is back, and
            nothing waits to be sent.
          </p>
        </div>
      )}
    </>
  );
}
