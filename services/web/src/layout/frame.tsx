import { useQuery, useQueryClient } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../api.ts';
import { Finder } from '../board/find/finder.tsx';
import { KeysDialog } from '../help/keys-dialog.tsx';
import { Tour } from '../help/tour.tsx';
import { forgetLastKnown } from '../offline/last-known.ts';
import { FrameNotes } from './frame-notes.tsx';
import { startAfresh, useMe } from './me.ts';

const PLACES = [
  { href: '/rotas', name: 'Rotas', isForManagers: true },
  { href: '/gaps', name: 'Gaps', isForManagers: true },
  { href: '/requests', name: 'Requests', isForManagers: true },
  { href: '/people', name: 'People', isForManagers: true },
  { href: '/network', name: 'Network', isForManagers: false },
  { href: '/import', name: 'Import', isForManagers: true },
  { href: '/my-rota', name: 'My rota', isForManagers: false },
];

/** How many requests wait for a manager's approval, beside the link to them; nothing where none does. */
function WaitingRequests() {
  const { data } = useQuery({
    queryKey: ['waiting-swaps', 'count'],
    queryFn: () => api.sharedRotas.swaps.waitingCount.query(),
    refetchInterval: 30_000,
  });
  if (!data || data.count === 0) return null;
  return (
    <>
      {' '}
      <span className="weft-header__count">
        {data.count}
        <span className="nhsuk-u-visually-hidden"> {data.count === 1 ? 'waits' : 'wait'} for your approval</span>
      </span>
    </>
  );
}

/** The header with the places to go, the notice that sign-in is a demonstration, and the page. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const [location, go] = useLocation();
  const queries = useQueryClient();
  const { data: me } = useMe();
  const isManager = me?.actor.roles.some((role) => role !== 'clinician') ?? false;
  const signOut = async () => {
    await forgetLastKnown();
    await api.workforce.signIn.out.mutate({ commandId: newCommandId() });
    await startAfresh(queries);
    go('/sign-in');
  };
  return (
    <>
      <a className="nhsuk-skip-link" href="#maincontent">
        Skip to main content
      </a>
      <header className="weft-header">
        <div className="weft-header__in">
          <Link href={isManager || !me ? '/rotas' : '/my-rota'} className="weft-header__name">
            <img src="/weft.svg" alt="" width="32" height="32" /> Weft
          </Link>
          {me && (
            <nav aria-label="Places" className="weft-header__places">
              {PLACES.filter(({ isForManagers }) => isManager || !isForManagers).map(({ href, name }) => (
                <Link key={href} href={href} aria-current={location.startsWith(href) ? 'page' : undefined}>
                  {name}
                  {href === '/requests' && <WaitingRequests />}
                </Link>
              ))}
            </nav>
          )}
          {me && (
            <div className="weft-header__me">
              <Finder isManager={isManager} />
              <span>
                {me.name}, {me.actor.organisation}
              </span>
              <button type="button" className="weft-link-button" onClick={signOut}>
                Sign out
              </button>
            </div>
          )}
        </div>
      </header>
      <p className="weft-demo" role="note">
        <strong>Demonstration sign-in.</strong> Places are real, every person and number is invented.
      </p>
      <FrameNotes />
      {/^\/rotas\/[^/]+$/.test(location) && <Tour />}
      {children}
      <KeysDialog />
      <footer className="weft-footer">
        <Link href="/help/keys">Keyboard</Link>
        <Link href="/accessibility">Accessibility statement</Link>
      </footer>
    </>
  );
}
