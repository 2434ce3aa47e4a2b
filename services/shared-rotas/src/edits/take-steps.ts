import { type EventLog, isRejection, type Metadata, type Position, type Rejection } from '@weft/eventing';
import type { Booked } from '../diary/commands.ts';
import type { DutyCommand } from '../duty/decider.ts';
import { concurrently } from '../filling/concurrently.ts';
import { fillDuty, later } from '../filling/settle.ts';
import type { FillingDeps } from '../filling/wanted.ts';
import { type FillStep, keyOf, type RunCell } from './cells-of-run.ts';
import { changedMeanwhile, changeTime } from './change-time.ts';
import { editStep } from './edit-step.ts';
import type { CellRefusal, Run } from './events.ts';
import { openLike, withdraw, withdrawOpened } from './opened-duties.ts';
import { takeBack } from './take-back.ts';
import { namingQuicker } from './who-changed.ts';

/** What runs are seen through with. */
export type RunnerDeps = FillingDeps & { readonly log: EventLog };

/** A run under way: its cells, and the metadata that its steps are made from. */
type Taking = { readonly run: Run; readonly cells: readonly RunCell[]; readonly metadata: Metadata };

/** Cells that were refused, and where what was done shows. */
type Tally = {
  readonly refused: Map<string, CellRefusal>;
  position: Position | null;
};

const AT_ONCE = 16;
const PEOPLE_AT_ONCE = 8;

const refuseIn =
  ({ refused }: Tally) =>
  ({ cell }: Pick<RunCell, 'cell'>, { rejected, because }: Pick<Rejection, 'rejected' | 'because'>): void => {
    refused.set(keyOf(cell), { ...cell, code: rejected, because });
  };

const willingIn = ({ cells }: Taking, { refused }: Tally): RunCell[] =>
  cells.filter(({ cell }) => !refused.has(keyOf(cell)));

function written(tally: Tally, outcome: { readonly position: Position | null } | Rejection): void {
  if (!isRejection(outcome)) tally.position = later(tally.position, outcome.position);
}

/**
 * The steps of a run: duties that it opens; then everybody's time, each diary in one append; then the duties. Cells that
 * somebody quicker stops come back with the reason; in a run that is done in part they are as before, in one that is
 * not the caller takes all of it back.
 */
export async function takeSteps(
  deps: RunnerDeps,
  taking: Taking,
): Promise<{ readonly refused: readonly CellRefusal[]; readonly position: Position | null }> {
  const { run, metadata } = taking;
  const tally: Tally = { refused: new Map(), position: null };
  const mayGoOn = () => run.partly || tally.refused.size === 0;
  for (const step of run.steps) if (step.do === 'open') written(tally, await openLike(deps, step, metadata));
  const booked = await changeDiaries(deps, taking, tally);
  stopTakers(taking, tally);
  if (mayGoOn()) await fillDuties(deps, taking, { booked, tally });
  if (mayGoOn()) await clearAndPin(deps, taking, tally);
  if (mayGoOn()) await giveBackRefused(deps, taking, tally);
  const refused = await namingQuicker(deps, taking, [...tally.refused.values()]);
  return { refused, position: tally.position };
}

/** Everybody's time; answers what each fill has booked. */
async function changeDiaries(deps: RunnerDeps, { run, cells, metadata }: Taking, tally: Tally) {
  const refuse = refuseIn(tally);
  const people = new Map<string, RunCell[]>();
  for (const one of cells) {
    if (one.clears.length + one.fills.length === 0) continue;
    const own = people.get(one.cell.person);
    if (own) own.push(one);
    else people.set(one.cell.person, [one]);
  }
  const booked = new Map<FillStep, Booked>();
  await concurrently([...people], PEOPLE_AT_ONCE, async ([person, own]) => {
    written(tally, { position: await changeTime(deps, { run, cells: own, metadata }, refuse) });
    const { bookings } = (await deps.streams.diary.state(person)).state;
    for (const one of own)
      for (const fill of one.fills) {
        const entry = bookings.get(fill.booking);
        if (entry?.isHeld) booked.set(fill, entry.booked);
        // Given back by an earlier attempt: it is not had again.
        else if (!tally.refused.has(keyOf(one.cell))) refuse(one, changedMeanwhile);
      }
  });
  return booked;
}

/** Whoever would take a place that is not given up after all does not get it. */
function stopTakers(taking: Taking, tally: Tally): void {
  const { run } = taking;
  const giverOf = new Map(run.steps.flatMap((step, index) => (step.do === 'clear' ? [[index, keyOf(step)]] : [])));
  const isLeft = ({ takes }: FillStep) => takes !== null && tally.refused.has(giverOf.get(takes) ?? '');
  for (let before = -1; before < tally.refused.size; ) {
    before = tally.refused.size;
    for (const one of willingIn(taking, tally))
      if (one.fills.some(isLeft))
        refuseIn(tally)(one, { rejected: 'full', because: 'The place was not given up after all.' });
  }
}

/** The booking whose place a fill takes over. */
function takenBy({ steps }: Run, { takes }: FillStep): string | null {
  const step = takes === null ? undefined : steps[takes];
  return step?.do === 'clear' ? step.booking : null;
}

/** Fills the duties with what was booked; cells with a fill that its duty declines are refused. */
async function fillDuties(
  { streams }: RunnerDeps,
  taking: Taking,
  { booked, tally }: { readonly booked: ReadonlyMap<FillStep, Booked>; readonly tally: Tally },
): Promise<void> {
  const { run, metadata } = taking;
  const fills = willingIn(taking, tally).flatMap((one) => one.fills.map((fill) => ({ one, fill })));
  await concurrently(fills, AT_ONCE, async ({ one, fill }) => {
    const held = booked.get(fill);
    if (!held) return;
    const takes = takenBy(run, fill);
    const { places } = (await streams.duty.state(fill.duty)).state;
    const replaces = places.some(({ booking }) => booking === takes) ? takes : null;
    const step = editStep(metadata, `fill/${fill.booking}`);
    const filled = await fillDuty(streams, held, { replaces, metadata: step });
    written(tally, filled);
    if (filled.declined) refuseIn(tally)(one, { rejected: filled.declined.code, because: filled.declined.because });
  });
}

/** Clears the places that nobody of this run took over, and pins. */
async function clearAndPin({ streams }: RunnerDeps, taking: Taking, tally: Tally): Promise<void> {
  const { run, metadata } = taking;
  const done = willingIn(taking, tally);
  const taken = new Set(done.flatMap(({ fills }) => fills.map((fill) => takenBy(run, fill))));
  const goneTo = new Map<string, FillStep['duty']>();
  for (const step of run.steps) {
    const left = step.do === 'fill' && step.leaves !== null ? run.steps[step.leaves] : undefined;
    if (step.do === 'fill' && left?.do === 'clear') goneTo.set(left.booking, step.duty);
  }
  const clears = done.flatMap((one) => one.clears).filter(({ booking }) => !taken.has(booking));
  const commands = [
    ...clears.map((step) => {
      const movedTo = goneTo.get(step.booking) ?? null;
      const because = movedTo ? ('moved' as const) : ('cleared' as const);
      const command: DutyCommand = { type: 'ClearDuty', booking: step.booking, because, movedTo };
      return { step, command };
    }),
    ...done
      .flatMap((one) => one.pins)
      .map((step) => {
        const command: DutyCommand = { type: step.pinned ? 'PinDuty' : 'UnpinDuty', person: step.person };
        return { step, command };
      }),
  ];
  await concurrently(commands, AT_ONCE, async ({ step, command }) => {
    const under = editStep(metadata, `${step.do}/${step.booking}`);
    const outcome = await streams.duty.handle(step.duty, command, under);
    written(tally, outcome);
    if (isRejection(outcome)) refuseIn(tally)({ cell: { person: step.person, date: step.date } }, outcome);
  });
}

/** Makes refused cells what they were, and takes duties away that nobody needs. */
async function giveBackRefused(deps: RunnerDeps, { run, cells, metadata }: Taking, tally: Tally): Promise<void> {
  const { refused } = tally;
  const back = await takeBack(
    deps,
    cells.filter(({ cell }) => refused.has(keyOf(cell))),
    metadata,
  );
  written(tally, back);
  for (const one of back.lost) {
    const why = refused.get(keyOf(one));
    refused.set(keyOf(one), { ...one, because: `${why?.because ?? ''} ${one.because}`.trim() });
  }
  for (const step of run.steps) if (step.do === 'withdraw') written(tally, await withdraw(deps, step.duty, metadata));
  if (refused.size > 0) written(tally, { position: await withdrawOpened(deps, run, metadata) });
}
