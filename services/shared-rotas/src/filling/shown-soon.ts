import type { Live } from '@weft/service-kit';

/** Whoever sent the command takes its next steps within this, and the views show them. */
const SOON_MS = 500;

/**
 * Whether the views show something, now or soon after it began at an instant: a command's own steps are seldom all there
 * when a reaction comes, and one look at a view costs less than the log. What began long ago is not waited for.
 */
export async function shownSoon(live: Live, isShown: () => boolean, began: string): Promise<boolean> {
  if (isShown()) return true;
  const ms = Math.min(SOON_MS, Date.parse(began) + SOON_MS - Date.now());
  if (!(ms > 0)) return false;
  return new Promise<boolean>((resolve, reject) => {
    const look = () => {
      try {
        if (isShown()) settle(true);
      } catch (error) {
        void deaf();
        clearTimeout(timer);
        reject(error);
      }
    };
    const deaf = live.onChange(look);
    const timer = setTimeout(() => settle(false), ms);
    function settle(shown: boolean) {
      void deaf();
      clearTimeout(timer);
      resolve(shown);
    }
  });
}
