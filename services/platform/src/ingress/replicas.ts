import { setTimeout } from 'node:timers/promises';

/** One process of a service, as the ingress sees it. */
export type Replica = {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Aborts when the replica is taken out while another one is in: what has no answer yet is asked for there. */
  readonly gone: AbortSignal;
};

/** The processes of one service. */
export type Replicas = {
  /** The next one that is in, in turn, rather one that is not in `tried`; null when none is in. */
  next(tried: ReadonlySet<string>): Replica | null;
  /** A connection failed: it is out until it answers. */
  failed(url: string): void;
  readonly urls: readonly string[];
  stop(): Promise<void>;
};

const LOOK_EVERY_MS = 500;
/** As long as a live process takes to answer at most. */
const ANSWER_WITHIN_MS = 2000;
/** One that is slow, such as one that is paused, is out after so many answers that did not come. */
const MOST_MISSED = 3;

/** Watches /health/live of each process. One that does not answer is out, and in again when it does. */
export function replicasAt(urls: readonly string[], tell: (line: string) => void): Replicas {
  const stopping = new AbortController();
  const members = urls.map((url) => {
    const { hostname, port } = new URL(url);
    return {
      url,
      host: hostname.replace(/[[\]]/g, ''),
      port: Number(port || 80),
      isIn: true,
      missed: 0,
      end: new AbortController(),
    };
  });
  type Member = (typeof members)[number];
  let turn = 0;

  function takeOut(member: Member) {
    if (!member.isIn) return;
    member.isIn = false;
    tell(`${member.url} does not answer and is left out.`);
    if (!members.some(({ isIn }) => isIn)) return;
    member.end.abort();
    member.end = new AbortController();
  }

  function takeIn(member: Member) {
    member.missed = 0;
    if (member.isIn) return;
    member.isIn = true;
    tell(`${member.url} answers and is in again.`);
    // Those that are out were kept, for want of another one.
    for (const other of members)
      if (!other.isIn) {
        other.end.abort();
        other.end = new AbortController();
      }
  }

  async function watch(member: Member) {
    while (!stopping.signal.aborted) {
      try {
        const patience = AbortSignal.any([stopping.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
        const answer = await fetch(`${member.url}/health/live`, { signal: patience });
        await answer.arrayBuffer();
        if (answer.ok) takeIn(member);
        else takeOut(member);
      } catch (error) {
        member.missed += 1;
        const isSlow = (error as Error).name === 'TimeoutError';
        if (!stopping.signal.aborted && (!isSlow || member.missed >= MOST_MISSED)) takeOut(member);
      }
      await setTimeout(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }
  const watching = members.map(watch);

  return {
    urls,
    next(tried) {
      const all = members.filter(({ isIn }) => isIn);
      const fresh = all.filter(({ url }) => !tried.has(url));
      const from = fresh.length > 0 ? fresh : all;
      turn = (turn + 1) % 1_000_000;
      const chosen = from[turn % Math.max(1, from.length)];
      return chosen ? { url: chosen.url, host: chosen.host, port: chosen.port, gone: chosen.end.signal } : null;
    },
    failed(url) {
      const member = members.find((one) => one.url === url);
      if (member) takeOut(member);
    },
    async stop() {
      stopping.abort();
      await Promise.all(watching);
    },
  };
}
