import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

type Announce = { readonly say: (text: string) => void; readonly alert: (text: string) => void };
const AnnounceContext = createContext<Announce>({ say: () => {}, alert: () => {} });

/** Says something to people who listen: `say` waits for a pause, `alert` does not. */
export const useAnnounce = (): Announce => useContext(AnnounceContext);

/** The page's two live regions, there from the start. Equal text is said again. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [polite, setPolite] = useState('');
  const [urgent, setUrgent] = useState('');
  const again = (text: string) => (before: string) => (before === text ? `${text}\u00a0` : text);
  const say = useCallback((text: string) => setPolite(again(text)), []);
  const alert = useCallback((text: string) => setUrgent(again(text)), []);
  const announce = useMemo(() => ({ say, alert }), [say, alert]);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="nhsuk-u-visually-hidden" aria-live="polite" data-testid="said">
        {polite}
      </div>
      <div className="nhsuk-u-visually-hidden" role="alert" data-testid="alerted">
        {urgent}
      </div>
    </AnnounceContext>
  );
}
