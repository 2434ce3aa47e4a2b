import { type EventLog, isRejection, type Metadata, type Position } from '@weft/eventing';
import { later } from '../filling/settle.ts';
import { cellsOf } from './cells-of-run.ts';
import type { KnownRun } from './decider.ts';
import { editStep } from './edit-step.ts';
import { editBegan, editEnded } from './events.ts';
import { withdrawOpened } from './opened-duties.ts';
import { takeBack } from './take-back.ts';
import { type RunnerDeps, takeSteps } from './take-steps.ts';

/** A run that has come to its end. `position`: where all of it shows. */
export type Ended = { readonly known: KnownRun; readonly position: Position | null };

/** Sees runs through. */
export type EditRunner = {
  /** Takes the steps of a run that was begun, or finds them taken; the metadata are those of its command. */
  finish(stream: string, edit: string, metadata: Metadata): Promise<Ended>;
};

/** Makes it over the service's streams; one process does each run once at a time. */
export function editRunner(deps: RunnerDeps): EditRunner {
  const { streams } = deps;
  const running = new Map<string, Promise<Ended>>();

  async function seeThrough(stream: string, edit: string, metadata: Metadata): Promise<Ended> {
    let position: Position | null = null;
    for (;;) {
      const known = (await streams.edits.state(stream)).state.runs.get(edit);
      if (!known) return longAgo(deps.log, stream, edit);
      const under = { ...metadata, at: known.run.at };
      const cells = cellsOf(known.run);
      const isBack = known.stage === 'turned' || known.stage === 'taken-back';
      if (known.stage === 'begun') {
        const done = await takeSteps(deps, { run: known.run, cells, metadata: under });
        position = later(position, done.position);
        if (done.refused.length > 0 && !known.run.partly) {
          const turn = { type: 'TurnRun', edit, refused: done.refused } as const;
          await streams.edits.handle(stream, turn, editStep(under, 'turn'));
          continue;
        }
        const end = { type: 'EndRun', edit, outcome: 'done', refused: done.refused } as const;
        const ended = await streams.edits.handle(stream, end, editStep(under, 'end'));
        if (isRejection(ended)) continue;
        position = later(position, ended.position);
      } else {
        const back = isBack ? await takeBack(deps, cells, under) : { lost: [], position: null };
        if (isBack) position = later(position, await withdrawOpened(deps, known.run, under));
        position = later(position, back.position);
        const outcome = isBack ? 'taken-back' : 'done';
        const end = { type: 'EndRun', edit, outcome, refused: back.lost } as const;
        const ended = await streams.edits.handle(stream, end, editStep(under, 'end'));
        if (!isRejection(ended)) position = later(position, ended.position);
      }
      const now = (await streams.edits.state(stream)).state.runs.get(edit) ?? known;
      if (now.stage === 'done' || (now.stage === 'taken-back' && isBack)) return { known: now, position };
    }
  }

  return {
    finish(stream, edit, metadata) {
      const key = `${stream} ${edit}`;
      const before = running.get(key);
      if (before) return before;
      const mine = seeThrough(stream, edit, metadata).finally(() => running.delete(key));
      running.set(key, mine);
      return mine;
    },
  };
}

/** A run that ended so long ago that only the log remembers it. */
async function longAgo(log: EventLog, stream: string, edit: string): Promise<Ended> {
  const { events } = await log.read(`edits-${stream}`);
  const ofEdit = (type: string) =>
    events.find((event) => event.type === type && (event.data as { readonly edit: string }).edit === edit);
  const [begun, ended] = [ofEdit('EditBegan'), ofEdit('EditEnded')];
  if (!begun || !ended) throw new Error(`Edit ${edit} is not in ${stream}, or has not ended. Begin it first.`);
  const { outcome, refused } = editEnded.decode(ended).data;
  return { known: { run: editBegan.decode(begun).data, stage: outcome, refused }, position: ended.position };
}
