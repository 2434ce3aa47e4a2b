import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { Link, useLocation } from 'wouter';
import { api, inWords } from '../api.ts';
import { onUnsaved, rotaWithUnsaved } from '../board/edits/unsaved.ts';
import { useAnnounce } from './announce.tsx';
import { useMe } from './me.ts';
import { isSessionOver, onSession, sessionBegan } from './session.ts';

/** What has to be told on every page: a session that ended, and edits that were not saved. */
export function FrameNotes() {
  const { data: me } = useMe();
  const isOver = useSyncExternalStore(onSession, isSessionOver);
  return (
    <>
      {me && isOver && <SessionOver actor={me.actor} />}
      {me && <UnsavedElsewhere />}
    </>
  );
}

/** The session ended while somebody worked: the page stays as it is, and they sign in again beside it. */
function SessionOver({ actor }: { readonly actor: { readonly person: string; readonly organisation: string } }) {
  const queries = useQueryClient();
  const { say, alert } = useAnnounce();
  const { person, organisation } = actor;
  const goOn = async () => {
    try {
      const now = await api.workforce.signIn.me.query();
      // Whoever signed in is somebody else: what this page holds is not theirs to see.
      if (now.actor.person !== person || now.actor.organisation !== organisation) return window.location.reload();
      sessionBegan();
      say('You are signed in again.');
      await queries.invalidateQueries();
    } catch (error) {
      alert(inWords(error));
    }
  };
  return (
    <div className="weft-frame-note" role="alert">
      <strong>Your session has ended.</strong> This page stays as it is, and what was not saved is kept.{' '}
      <a href="/sign-in" target="_blank" rel="noreferrer">
        Sign in again in a new tab
      </a>
      , then{' '}
      <button type="button" className="weft-link-button" onClick={goOn}>
        go on here
      </button>
      .
    </div>
  );
}

/** Edits that were not saved wait on their board: said on other pages, and before the browser leaves. */
function UnsavedElsewhere() {
  const rota = useSyncExternalStore(onUnsaved, rotaWithUnsaved);
  const [location] = useLocation();
  useEffect(() => {
    if (rota === null) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [rota]);
  if (rota === null || location === `/rotas/${rota}`) return null;
  return (
    <div className="weft-frame-note" role="note">
      <strong>Edits of yours were not saved.</strong> They are kept until this tab is closed:{' '}
      <Link href={`/rotas/${rota}?view=people`}>see them on their board</Link>.
    </div>
  );
}
