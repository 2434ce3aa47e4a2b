import type { Present } from './presence-shape.ts';

type Entry = Present & { readonly saidAt: number };

/** Who has which board open, as this process was told: nothing of it is logged or kept. */
export type Presence = {
  /** Somebody is here, until they say otherwise or nothing for 10 s. */
  here(rota: string, who: Present): void;
  /**
   * Everybody on a board but the reader, by name: at once, and whenever it changes, at most five times a second. What
   * comes in between is left out for what comes last.
   */
  on(asked: {
    readonly rota: string;
    readonly reader: string;
    readonly signal: AbortSignal;
  }): AsyncGenerator<readonly Present[]>;
};

const SILENCE_MS = 10_000;
const BETWEEN_MS = 200;

/** `now` in milliseconds. */
export function presenceOf(now: () => number): Presence {
  const rotas = new Map<string, Map<string, Entry>>();
  const listeners = new Map<string, Set<() => void>>();
  let isForgetting = false;

  const tell = (rota: string) => {
    for (const listener of listeners.get(rota) ?? []) listener();
  };

  /** Forgets who has said nothing for so long, and comes again when the next one may have. */
  function forget() {
    let until = Number.POSITIVE_INFINITY;
    for (const [rota, people] of rotas) {
      const before = people.size;
      for (const [who, { saidAt }] of people) {
        if (now() - saidAt >= SILENCE_MS) people.delete(who);
        else until = Math.min(until, saidAt + SILENCE_MS);
      }
      if (people.size === 0) rotas.delete(rota);
      if (people.size < before) tell(rota);
    }
    isForgetting = rotas.size > 0;
    if (isForgetting) setTimeout(forget, Math.max(1, until - now())).unref();
  }

  const shown = (rota: string, reader: string): readonly Present[] =>
    [...(rotas.get(rota)?.values() ?? [])]
      .filter(({ who }) => who !== reader)
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.who < b.who ? -1 : 1))
      .map(({ who, name, cell }) => ({ who, name, cell }));

  return {
    here(rota, who) {
      const people = rotas.get(rota) ?? new Map<string, Entry>();
      rotas.set(rota, people);
      people.set(who.who, { ...who, saidAt: now() });
      if (!isForgetting) setTimeout(forget, SILENCE_MS).unref();
      isForgetting = true;
      tell(rota);
    },
    async *on({ rota, reader, signal }) {
      let wake = () => {};
      let isDue = true;
      const listener = () => {
        isDue = true;
        wake();
      };
      const own = listeners.get(rota) ?? new Set<() => void>();
      listeners.set(rota, own);
      own.add(listener);
      signal.addEventListener('abort', listener);
      let told = '';
      try {
        while (!signal.aborted) {
          const people = shown(rota, reader);
          const words = JSON.stringify(people);
          isDue = false;
          if (words !== told) {
            told = words;
            yield people;
            await pause(BETWEEN_MS, signal);
          }
          if (!isDue)
            await new Promise<void>((resolve) => {
              wake = resolve;
              if (signal.aborted) resolve();
            });
        }
      } finally {
        signal.removeEventListener('abort', listener);
        own.delete(listener);
        if (own.size === 0) listeners.delete(rota);
      }
    },
  };
}

/** Resolves after so long, or when the signal aborts. */
const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
