import { setTimeout } from 'node:timers/promises';

const AWAY = new Set(['log-unavailable', 'bus-unavailable', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN']);
const PATIENCE_MS = 120_000;
const PAUSE_MS = 250;

const isAway = (error: unknown): boolean => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return (typeof code === 'string' && AWAY.has(code)) || (cause !== undefined && isAway(cause));
};

/**
 * Opens something that may not be up yet: says so once, and tries again for two minutes. What is there and refuses,
 * such as a wrong address or wrong credentials, throws at once.
 */
export async function whenThere<There>(
  what: string,
  open: () => Promise<There>,
  { tell, patienceMs = PATIENCE_MS }: { readonly tell: (line: string) => unknown; readonly patienceMs?: number },
): Promise<There> {
  for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
    try {
      return await open();
    } catch (error) {
      if (!isAway(error) || waitedMs >= patienceMs) throw error;
      if (waitedMs === 0) tell(`Waiting for ${what}: ${(error as Error).message}`);
      await setTimeout(PAUSE_MS);
    }
  }
}
