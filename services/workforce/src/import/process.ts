import { setTimeout } from 'node:timers/promises';
import { type EventLog, type Handler, isRejection, type Metadata, type Stop } from '@weft/eventing';
import { type Live, type ServiceDeps, within } from '@weft/service-kit';
import { idIn } from '../id-in.ts';
import { applyRow } from '../import-rows/apply-row.ts';
import type { Streams } from '../streams.ts';
import type { ImportCommand, ImportRefusal, ImportState } from './decider.ts';
import { type ImportEvent, importAccepted, rowsJudged } from './events.ts';

export type Imports = Handler<ImportState, ImportCommand, ImportEvent, ImportRefusal>;

/** Rows that are applied before it is written how far the import is. */
const REPORT_EVERY = 50;

type Deps = Pick<ServiceDeps, 'log' | 'rows' | 'now' | 'logger' | 'onlyOne'> & {
  readonly live: Live;
  readonly streams: Streams;
  readonly imports: Imports;
};

/** The rows of an import as they were judged, and who accepted them; read from its stream. */
async function planOf(log: EventLog, id: string) {
  const { events } = await log.read(`import-${id}`);
  const judged = events
    .filter(({ type }) => type === rowsJudged.type)
    .flatMap((event) => rowsJudged.decode(event).data.judged);
  return { judged, accepted: events.find(({ type }) => type === importAccepted.type)?.metadata };
}

/** Applies what is left of an accepted import, in order; stops after the row at hand when told to. */
async function applyImport({ log, now, streams, imports }: Deps, id: string, isStopping: () => boolean): Promise<void> {
  const { state } = await imports.state(id);
  if (state.stage !== 'applying') return;
  const { judged, accepted } = await planOf(log, id);
  if (!accepted) return;
  let refused: { row: number; because: string }[] = [];
  const report = async (reached: number) => {
    const metadata = { ...within(accepted, `reached/${reached}`), at: now().toISOString() };
    await imports.handle(id, { type: 'ReportRows', applied: { reached, refused } }, metadata);
    refused = [];
  };
  let reported = state.next;
  for (const [index, { row, facts }] of judged.entries()) {
    if (index < state.next) continue;
    if (isStopping()) {
      if (index > reported) await report(index - 1);
      return;
    }
    const outcome = await applyRow(streams, facts, rowMetadata(id, row, { ...accepted, at: now().toISOString() }));
    if (isRejection(outcome)) refused.push({ row, because: outcome.because });
    if (index + 1 - reported < REPORT_EVERY && index + 1 < judged.length) continue;
    await report(index);
    reported = index + 1;
  }
  await imports.handle(id, { type: 'FinishImport' }, { ...within(accepted, 'finish'), at: now().toISOString() });
}

/** Metadata of a row's commands: their ids come from import and row, so that no row takes effect twice. */
export const rowMetadata = (id: string, row: number, accepted: Metadata): Metadata => ({
  ...accepted,
  commandId: `import/${id}/row-${row}`,
});

/** How long a failed import rests before it goes on where it was, at most. */
const REST_MS = 30_000;

/** The work of applying imports. */
export type ImportProcess = {
  /** Goes on with unfinished imports and applies each as it is accepted, until the returned function is called. */
  start(): Promise<Stop>;
  /** Resolves when nothing of the import is left to apply, or after `withinMs`. */
  ended(id: string, withinMs: number): Promise<void>;
};

/**
 * Applies accepted imports, one after the other; of several processes, one at a time applies an import. A stop ends it
 * after the row at hand; what is left is applied after the next start. A failure of the log is tried again.
 */
export function importProcess(deps: Deps): ImportProcess {
  const waiting = new Map<string, Set<() => void>>();

  async function apply(id: string, signal: AbortSignal) {
    const { onlyOne = (_name, _signal, work) => work() } = deps;
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        return await onlyOne(`import-${id}`, signal, () => applyImport(deps, id, () => signal.aborted));
      } catch (err) {
        if (signal.aborted) return;
        deps.logger.error({ import: id, failures, err }, 'import failed; it goes on where it was');
        await setTimeout(Math.min(2 ** failures * 100, REST_MS), undefined, { signal }).catch(() => {});
      }
    }
  }

  return {
    async start() {
      const stopping = new AbortController();
      const queued = new Set<string>();
      let work = Promise.resolve();
      const enqueue = (id: string) => {
        if (queued.has(id)) return;
        queued.add(id);
        work = work.then(async () => {
          await apply(id, stopping.signal);
          queued.delete(id);
          for (const wake of waiting.get(id) ?? []) wake();
        });
      };
      const unlisten = deps.live.onChange((events) => {
        for (const { type, stream } of events) if (type === importAccepted.type) enqueue(idIn(stream));
      });
      for (const { import: id } of deps.rows.all<{ import: string }>(
        "SELECT import FROM imports WHERE stage = 'applying' ORDER BY at",
      ))
        enqueue(id);
      return async () => {
        stopping.abort();
        await unlisten();
        await work;
      };
    },

    async ended(id, withinMs) {
      const patience = new AbortController();
      const { promise: done, resolve: wake } = Promise.withResolvers<void>();
      const all = waiting.get(id) ?? new Set();
      waiting.set(id, all.add(wake));
      const { state } = await deps.imports.state(id);
      if (state.stage === 'applying')
        await Promise.race([
          done,
          setTimeout(withinMs, undefined, { signal: patience.signal, ref: false }).catch(() => {}),
        ]);
      patience.abort();
      all.delete(wake);
      if (all.size === 0) waiting.delete(id);
    },
  };
}
