import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { JetStreamApiCodes, jetstream } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import { natsLink } from '../nats/nats-link.ts';
import { hasCode } from './nats-store.ts';
import type { Leases } from './only-one.ts';

/** How leases behave. Times are in milliseconds. */
export type LeaseSettings = {
  /** A lease that nobody renews for so long is free. */
  readonly leaseMs: number;
  /** After so long without an answer from the server, work is done without a lease. */
  readonly patienceMs: number;
};

/** What a running platform wants. */
const USUAL: LeaseSettings = { leaseMs: 6000, patienceMs: 4000 };
const { StreamWrongLastSequence, StreamWrongLastSequenceUnknown } = JetStreamApiCodes;

/** Leases as keys of a bucket in NATS, which it forgets unless they are renewed. */
export function natsLeases(url: string, { leaseMs, patienceMs }: LeaseSettings = USUAL): Leases {
  const renewMs = leaseMs / 3;
  const requestMs = patienceMs / 2;
  /** How often somebody who waits looks by themselves. */
  const lookMs = leaseMs / 6;
  const me = randomUUID();
  const link = natsLink(url, 'weft leases');
  const { prefix, replicas } = link.address;
  const freed = (key: string) => `${prefix}.leases.freed.${key}`;
  let bucket: Promise<KV> | null = null;

  /** Asks the bucket; after a failure it is made again, if need be. */
  async function using<Result>(act: (kv: KV) => Promise<Result>): Promise<Result> {
    const patience = AbortSignal.timeout(requestMs);
    const mine =
      bucket ??
      link.connected(patience).then((connection) => {
        const js = jetstream(connection, { timeout: requestMs });
        return new Kvm(js).create(`${prefix}-leases`, { ttl: leaseMs, history: 1, replicas, timeout: requestMs });
      });
    bucket = mine;
    try {
      return await act(await mine);
    } catch (error) {
      if (!isTaken(error) && bucket === mine) bucket = null;
      throw error;
    }
  }

  /** The lease's revision once it is had; null when the server gives no answer. */
  async function acquire(key: string, signal: AbortSignal): Promise<number | null> {
    for (let unanswered: number | null = null; ; ) {
      signal.throwIfAborted();
      const free = isFreed(key, signal);
      try {
        return await using((kv) => kv.create(key, me));
      } catch (error) {
        if (isTaken(error)) unanswered = null;
        else unanswered ??= performance.now();
        if (unanswered !== null && performance.now() - unanswered > patienceMs) return null;
        await free.wait();
      } finally {
        free.end();
      }
    }
  }

  /** Listens for the word that a lease is free. */
  function isFreed(key: string, signal: AbortSignal) {
    const end = new AbortController();
    const connection = link.up();
    const subscription =
      connection?.isDraining() === false
        ? connection.subscribe(freed(key), { max: 1, callback: () => end.abort() })
        : null;
    return {
      wait: () => pause(lookMs, undefined, { signal: AbortSignal.any([signal, end.signal]) }).catch(() => {}),
      end: () => subscription?.unsubscribe(),
    };
  }

  async function renew(key: string, first: number, until: AbortSignal): Promise<void> {
    for (let revision = first; ; ) {
      await pause(renewMs, undefined, { signal: until }).catch(() => {});
      if (until.aborted) return using((kv) => kv.delete(key, { previousSeq: revision })).catch(() => {});
      try {
        revision = await using((kv) => kv.update(key, me, revision));
      } catch (error) {
        if (isTaken(error)) return;
      }
    }
  }

  return {
    async onlyOne(name, signal, work) {
      const key = Buffer.from(name).toString('base64url');
      const revision = await acquire(key, signal);
      const over = new AbortController();
      const renewing = revision === null ? null : renew(key, revision, over.signal);
      try {
        return await work();
      } finally {
        over.abort();
        await renewing;
        link.up()?.publish(freed(key));
      }
    },
    close: link.close,
  };
}

const isTaken = (error: unknown) => hasCode(error, StreamWrongLastSequence, StreamWrongLastSequenceUnknown);
