import { type EventLog, isRejection, type Metadata, type Position, type Rejection } from '@weft/eventing';
import type { Booked } from '../diary/decider.ts';
import type { DutyCommand } from '../duty/decider.ts';
import { concurrently } from '../filling/concurrently.ts';
import { fillDuty, later } from '../filling/settle.ts';
import type { FillingDeps } from '../filling/wanted.ts';
import { cellsOf, type FillStep, keyOf, type RunCell } from './cells-of-run.ts';
import { changedMeanwhile, changeTime } from './change-time.ts';
import type { KnownRun } from './decider.ts';
import { editStep } from './edit-step.ts';
import { type CellRefusal, editBegan, editEnded, type Run, type Step } from './events.ts';
import { takeBack } from './take-back.ts';
import { whoChanged, whoTook } from './who-changed.ts';

type RunnerDeps = FillingDeps & { readonly log: EventLog };

/** A run that has come to its end. `position`: where all of it shows. */
export type Ended = { readonly known: KnownRun; readonly position: Position | null };

/** Sees runs through. */
export type EditRunner = {
  /** Takes the steps of a run that was begun, or finds them taken; the metadata are those of its command. */
  finish(stream: string, edit: string, metadata: Metadata): Promise<Ended>;
};

const AT_ONCE = 16;
const PEOPLE_AT_ONCE = 8;

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

/** A run under way: its cells, and the metadata that its steps are made from. */
type Taking = { readonly run: Run; readonly cells: readonly RunCell[]; readonly metadata: Metadata };
type Taken = { readonly refused: readonly CellRefusal[]; readonly position: Position | null };

/**
 * The steps of a run: duties that it opens; then everybody's time, each diary in one append; then the duties. Cells that
 * somebody quicker stops come back with the reason; in a run that is done in part they are as before, in one that is
 * not the caller takes all of it back.
 */
async function takeSteps(deps: RunnerDeps, { run, cells, metadata }: Taking): Promise<Taken> {
  const { streams } = deps;
  const refused = new Map<string, CellRefusal>();
  let position: Position | null = null;
  const written = (outcome: { readonly position: Position | null } | Rejection) => {
    if (!isRejection(outcome)) position = later(position, outcome.position);
  };
  const refuse = ({ cell }: Pick<RunCell, 'cell'>, { rejected, because }: Pick<Rejection, 'rejected' | 'because'>) =>
    refused.set(keyOf(cell), { ...cell, code: rejected, because });
  const isRefused = ({ cell }: RunCell) => refused.has(keyOf(cell));
  const mayGoOn = () => run.partly || refused.size === 0;

  for (const step of run.steps) if (step.do === 'open') written(await open(deps, step, metadata));

  const people = new Map<string, RunCell[]>();
  for (const one of cells) {
    if (one.clears.length + one.fills.length === 0) continue;
    const own = people.get(one.cell.person);
    if (own) own.push(one);
    else people.set(one.cell.person, [one]);
  }
  const booked = new Map<FillStep, Booked>();
  await concurrently([...people], PEOPLE_AT_ONCE, async ([person, own]) => {
    const changed = await changeTime(deps, { run, cells: own, metadata }, refuse);
    position = later(position, changed);
    const { bookings } = (await streams.diary.state(person)).state;
    for (const one of own)
      for (const fill of one.fills) {
        const entry = bookings.get(fill.booking);
        if (entry?.isHeld) booked.set(fill, entry.booked);
        // Given back by an earlier attempt: it is not had again.
        else if (!isRefused(one)) refuse(one, changedMeanwhile);
      }
  });

  /** Whoever would take a place that is not given up after all does not get it. */
  const giverOf = new Map(run.steps.flatMap((step, index) => (step.do === 'clear' ? [[index, keyOf(step)]] : [])));
  for (let before = -1; before < refused.size; ) {
    before = refused.size;
    for (const one of cells)
      if (!isRefused(one) && one.fills.some(({ takes }) => takes !== null && refused.has(giverOf.get(takes) ?? '')))
        refuse(one, { rejected: 'full', because: 'The place was not given up after all.' });
  }
  if (!mayGoOn()) return { refused: await saying(deps, { run, cells, metadata }, [...refused.values()]), position };

  const willing = cells.filter((one) => !isRefused(one));
  const bookingAt = (index: number | null) => {
    const step = index === null ? undefined : run.steps[index];
    return step?.do === 'clear' ? step.booking : null;
  };
  const declined = new Map<FillStep, Rejection>();
  await concurrently(
    willing.flatMap(({ fills }) => fills),
    AT_ONCE,
    async (fill) => {
      const held = booked.get(fill);
      if (!held) return;
      const takes = bookingAt(fill.takes);
      const { places } = (await streams.duty.state(fill.duty)).state;
      const replaces = places.some(({ booking }) => booking === takes) ? takes : null;
      const step = editStep(metadata, `fill/${fill.booking}`);
      const filled = await fillDuty(streams, held, { replaces, metadata: step });
      written(filled);
      if (filled.declined) declined.set(fill, { rejected: filled.declined.code, because: filled.declined.because });
    },
  );
  for (const one of willing) {
    const why = one.fills.map((fill) => declined.get(fill)).find((each) => each !== undefined);
    if (why) refuse(one, why);
  }
  if (!mayGoOn()) return { refused: await saying(deps, { run, cells, metadata }, [...refused.values()]), position };

  const fillOf = new Map<number, Step>();
  for (const step of run.steps) if (step.do === 'fill' && step.leaves !== null) fillOf.set(step.leaves, step);
  const numberOf = new Map(run.steps.map((step, index) => [step, index]));
  const done = cells.filter((one) => !isRefused(one));
  const taken = new Set(done.flatMap(({ fills }) => fills.map(({ takes }) => bookingAt(takes))));
  const commands = done.flatMap(({ clears, pins }) => [
    ...clears
      .filter(({ booking }) => !taken.has(booking))
      .map((step) => {
        const to = fillOf.get(numberOf.get(step) ?? -1);
        const movedTo = to?.do === 'fill' ? to.duty : null;
        const because = movedTo ? ('moved' as const) : ('cleared' as const);
        const command: DutyCommand = { type: 'ClearDuty', booking: step.booking, because, movedTo };
        return { step, command, name: `clear/${step.booking}` };
      }),
    ...pins.map((step) => {
      const command: DutyCommand = { type: step.pinned ? 'PinDuty' : 'UnpinDuty', person: step.person };
      return { step, command, name: `pin/${step.booking}` };
    }),
  ]);
  await concurrently(commands, AT_ONCE, async ({ step, command, name }) => {
    const outcome = await streams.duty.handle(step.duty, command, editStep(metadata, name));
    written(outcome);
    if (isRejection(outcome)) refuse({ cell: { person: step.person, date: step.date } }, outcome);
  });
  const back = await takeBack(deps, cells.filter(isRefused), metadata);
  position = later(position, back.position);
  for (const one of back.lost) {
    const why = refused.get(keyOf(one));
    refused.set(keyOf(one), { ...one, because: `${why?.because ?? ''} ${one.because}`.trim() });
  }
  for (const step of run.steps) {
    if (step.do === 'withdraw') written(await withdraw(deps, step.duty, metadata));
  }
  if (refused.size > 0) position = later(position, await withdrawOpened(deps, run, metadata));
  return { refused: await saying(deps, { run, cells, metadata }, [...refused.values()]), position };
}

/** Refusals with the names of those who were quicker. */
const saying = (deps: RunnerDeps, { run, cells }: Taking, refused: readonly CellRefusal[]): Promise<CellRefusal[]> =>
  concurrently(refused, AT_ONCE, async (one) => {
    const duties = cells.find(({ cell }) => keyOf(cell) === keyOf(one))?.fills.map(({ duty }) => duty) ?? [];
    const { person, date } = one;
    const who =
      one.code === 'changed-meanwhile'
        ? await whoChanged(deps, { rota: run.rota, cell: { person, date }, duties, besides: run.edit })
        : one.code === 'full' && duties[0]
          ? `${one.because} ${await whoTook(deps, duties[0], run.edit)}`.trim()
          : one.because;
    return { ...one, because: who };
  });

/** Opens one more duty like another, or the same once more after it was withdrawn. */
async function open(
  { streams }: RunnerDeps,
  { duty, like }: Extract<Step, { do: 'open' }>,
  metadata: Metadata,
): Promise<{ readonly position: Position | null } | Rejection> {
  const { state } = await streams.duty.state(like);
  if (!state.duty) return { position: null };
  const made = duty === like ? state.duty : { ...state.duty, duty, template: null, count: 1 };
  return streams.duty.handle(duty, { type: 'OpenDuty', duty: made }, editStep(metadata, `open/${duty}`));
}

const withdraw = ({ streams }: RunnerDeps, duty: string, metadata: Metadata) =>
  streams.duty.handle(
    duty,
    {
      type: 'WithdrawDuty',
      because: 'hand',
      evenFilled: false,
      at: metadata.at,
      hasReason: metadata.reason !== undefined,
    },
    editStep(metadata, `withdraw/${duty}`),
  );

/** Takes away what a run opened, as far as nobody is on it. */
async function withdrawOpened(deps: RunnerDeps, { steps }: Run, metadata: Metadata): Promise<Position | null> {
  let position: Position | null = null;
  for (const step of steps) {
    if (step.do !== 'open') continue;
    const gone = await withdraw(deps, step.duty, metadata);
    if (!isRejection(gone)) position = later(position, gone.position);
  }
  return position;
}
