import { useEffect, useRef } from 'react';

let steps = 0;

/**
 * While something is open over the page, the browser's back closes it and leaves the page where it is: back is given a
 * step of its own, which is taken back when it is closed otherwise.
 */
export function useBackCloses(close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const step = { weftOpen: `${performance.timeOrigin} ${++steps}` };
    const isHere = () => (history.state as typeof step | null)?.weftOpen === step.weftOpen;
    history.pushState(step, '');
    const hear = () => !isHere() && latest.current();
    window.addEventListener('popstate', hear);
    return () => {
      window.removeEventListener('popstate', hear);
      // What closed it may go to another page in the same breath: then there is nothing to take back.
      setTimeout(() => isHere() && history.back());
    };
  }, []);
}
