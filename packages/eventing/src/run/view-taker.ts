import type { Position, Recorded } from '../event.ts';
import { naming } from '../loops.ts';
import type { RowsFile } from '../rows.ts';
import { inTraceOf } from '../trace.ts';
import type { Positions, View } from '../view.ts';

/** A transaction ends after so long, since others in this process wait for their turn, … */
const TRANSACTION_MS = 25;
/** … but not before so many events: on a busy machine time passes without work, and small transactions cost more. */
const AT_LEAST = 512;
/** The clock is looked at after so many events. */
const BETWEEN_LOOKS = 32;

type AnyView = View<never>;
type Handlers = Record<string, ((rows: RowsFile, event: Recorded) => void) | undefined>;

/** How many events a transaction took, and how far that is. */
export type Taken = { readonly count: number; readonly reached: Position };

/** Takes events into views, in one transaction with the views' positions. */
export type ViewTaker = (views: readonly AnyView[], events: readonly Recorded[], end: Position) => Taken;

/** An event that one view cannot take. */
export class CannotTakeError extends Error {
  override readonly name = 'CannotTakeError';
  readonly view: AnyView;
  /** Names view and event. */
  override readonly cause: Error;

  constructor(view: AnyView, cause: Error) {
    super(cause.message);
    this.view = view;
    this.cause = cause;
  }
}

/**
 * Makes what takes events into views. `at` is where each view stands; it moves on after each commit. `end` is where the
 * reader stands after all the events; a call takes as many of them as its time allows, and at least one.
 * Throws CannotTakeError when a view's handler does: then nothing was taken.
 */
export function viewTaker(
  rows: RowsFile,
  { positions, at }: { readonly positions: Positions; readonly at: Map<string, Position | null> },
): ViewTaker {
  const standsAt = ({ name }: AnyView): string => at.get(name) ?? '';

  function takeOne(view: AnyView, event: Recorded) {
    const handle = (view.on as Handlers)[event.type];
    if (!handle || event.position <= standsAt(view)) return;
    try {
      naming(`View ${view.name} cannot take ${event.type} ${event.id} at position ${event.position}`, () =>
        inTraceOf(event.metadata, `view ${view.name}`, () => handle(rows, event)),
      );
    } catch (error) {
      throw new CannotTakeError(view, error as Error);
    }
  }

  return (views, events, end) => {
    const behind = views.filter((view) => standsAt(view) < end);
    if (behind.length === 0) return { count: events.length, reached: end };
    const isFor = (view: AnyView) => events.some(({ type }) => (view.on as Handlers)[type] !== undefined);
    const [touched, others] = [behind.filter(isFor), behind.filter((view) => !isFor(view))];
    const pass = (views: readonly AnyView[], to: Position) => {
      for (const view of views) {
        if (standsAt(view) >= to) continue;
        positions.pass(view.name, 'log', to);
        at.set(view.name, to);
      }
    };
    if (touched.length === 0) {
      pass(others, end);
      return { count: events.length, reached: end };
    }
    const until = performance.now() + TRANSACTION_MS;
    let count = 0;
    let reached = end;
    const moving = () => touched.filter((view) => standsAt(view) < reached);
    rows.transaction(() => {
      for (const event of events) {
        for (const view of touched) takeOne(view, event);
        count += 1;
        if (count === events.length || count < AT_LEAST || count % BETWEEN_LOOKS !== 0) continue;
        if (performance.now() < until) continue;
        reached = event.position;
        break;
      }
      for (const { name } of moving()) positions.set(name, 'log', reached);
    });
    for (const { name } of moving()) at.set(name, reached);
    pass(others, reached);
    return { count, reached };
  };
}
