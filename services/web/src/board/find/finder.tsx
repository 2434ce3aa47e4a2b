import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useAnnounce } from '../../layout/announce.tsx';
import { type FindHere, findHere } from './find-here.ts';
import type { Findable } from './findable.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const Anywhere = lazy(async () => ({ default: (await import('./find-anywhere.tsx')).FindAnywhere }));

type Open = { readonly here: FindHere; readonly all: readonly Findable[] } | 'anywhere' | null;

/** The button and the key (Ctrl+K) that find something, on every page; what draws it is fetched then. */
export function Finder({ isManager }: { readonly isManager: boolean }) {
  const [open, setOpen] = useState<Open>(null);
  const [location] = useLocation();
  const { say } = useAnnounce();
  const find = useCallback(() => {
    const here = findHere();
    setOpen(here ? { here, all: here.findables() } : 'anywhere');
  }, []);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      find();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [find]);
  const close = useCallback(() => setOpen(null), []);
  return (
    <>
      <button type="button" className="weft-link-button" onClick={find} aria-keyshortcuts="Control+K">
        Find … <kbd>Ctrl+K</kbd>
      </button>
      <Suspense>
        {open === 'anywhere' && <Anywhere isManager={isManager} location={location} close={close} />}
        {open !== null && open !== 'anywhere' && (
          <Palette
            all={open.all}
            close={close}
            choose={(one) => {
              open.here.choose(one);
              say(`${one.text}.`);
            }}
            ask={open.here.ask}
          />
        )}
      </Suspense>
    </>
  );
}
