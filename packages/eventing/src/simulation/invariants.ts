import { isDeepStrictEqual } from 'node:util';
import { categoryOf, type RecordedEvent } from '../event.ts';
import type { Accepted } from '../handler.ts';
import { openRows, type RowsFile } from '../rows.ts';
import { bookings, type DiaryCommand, diary, overlap } from './diary.ts';

/** A command whose client was told that it was accepted. */
export type Told = {
  readonly commandId: string;
  readonly stream: string;
  readonly answer: Accepted<unknown>;
};

type Span = { readonly from: number; readonly to: number };
const timeOf = (event: RecordedEvent) => event.data as Span;

/** Invariant 1: what was acknowledged is there, whole and once. */
export function lostOrDoubled(all: readonly RecordedEvent[], told: readonly Told[]): string[] {
  const found: string[] = [];
  for (const { commandId, stream, answer } of told) {
    const made = all.filter((event) => event.stream === stream && event.metadata.commandId === commandId);
    if (made.length === 0) found.push(`1: command ${commandId} was acknowledged and is lost`);
    else if (made.length !== answer.events.length) found.push(`1: command ${commandId} took effect twice, or in part`);
    else if (made.at(-1)?.revision !== answer.revision || made.at(-1)?.position !== answer.position)
      found.push(`1: command ${commandId} was acknowledged at revision ${answer.revision} and lies elsewhere`);
  }
  return found;
}

/** Invariant 1: whoever was told no finds nothing of the command in the log. */
export const refusedAndThere = (all: readonly RecordedEvent[], refused: readonly string[]): string[] =>
  refused
    .filter((commandId) => all.some(({ metadata }) => metadata.commandId === commandId))
    .map((commandId) => `1: command ${commandId} was refused, and took effect`);

/** Invariant 1: no command lies there in part or twice, acknowledged or not. */
export function partial(all: readonly RecordedEvent[], commands: ReadonlyMap<string, DiaryCommand>): string[] {
  const byCommand = Map.groupBy(
    all.filter(({ stream }) => categoryOf(stream) === diary.category),
    ({ metadata }) => metadata.commandId,
  );
  return [...byCommand].flatMap(([commandId, events]) => {
    const whole = commands.get(commandId)?.type === 'Move' ? ['Released', 'Booked'] : ['Booked'];
    const types = events.map(({ type }) => type);
    return isDeepStrictEqual(types, whole) ? [] : [`1: command ${commandId} lies in the log as ${types.join(', ')}`];
  });
}

/** Invariant 2: at no moment do two bookings of a diary overlap. */
export function overlaps(all: readonly RecordedEvent[]): string[] {
  const found: string[] = [];
  const booked = new Map<string, Span[]>();
  for (const event of all) {
    if (categoryOf(event.stream) !== diary.category) continue;
    const spans = booked.get(event.stream) ?? [];
    const time = timeOf(event);
    if (event.type === 'Booked') {
      if (spans.some((span) => overlap(span, time)))
        found.push(`2: ${event.stream} has two bookings at ${time.from} to ${time.to}`);
      booked.set(event.stream, [...spans, time]);
    } else
      booked.set(
        event.stream,
        spans.filter(({ from, to }) => from !== time.from || to !== time.to),
      );
  }
  return found;
}

const shown = (rows: RowsFile) => [
  rows.all('SELECT * FROM bookings ORDER BY 1, 2, 3').map((row) => ({ ...(row as object) })),
  rows.all('SELECT * FROM changes ORDER BY 1').map((row) => ({ ...(row as object) })),
];

/** Invariant 4: a view equals the one that is built anew from the log. */
export function unlikeRebuild(all: readonly RecordedEvent[], rows: RowsFile, whose: string): string[] {
  const rebuilt = openRows(':memory:');
  rebuilt.exec(bookings.tables);
  for (const event of all) {
    const kind = diary.kinds.find(({ type }) => type === event.type);
    if (kind) bookings.on[event.type as 'Booked']?.(rebuilt, event as never);
  }
  const same = isDeepStrictEqual(shown(rows), shown(rebuilt));
  rebuilt.close();
  return same ? [] : [`4: the bookings of ${whose} are not what the log gives`];
}

/** Invariant 4 across services: each booking was taken in once. */
export function unlikePublished(all: readonly RecordedEvent[], rows: RowsFile, whose: string): string[] {
  const known = rows.all<{ booking: string }>('SELECT booking FROM known ORDER BY 1').map(({ booking }) => booking);
  const published = all.filter(({ type }) => type === 'Booked').map(({ id }) => id);
  return isDeepStrictEqual(known, published.sort()) ? [] : [`4: ${whose} does not know each booking once`];
}

/** Invariant 5: each booking had its effect exactly once. */
export function effectsNotOnce(all: readonly RecordedEvent[], category: string): string[] {
  const done = all
    .filter(({ stream }) => categoryOf(stream) === category)
    .map(({ data }) => (data as { for: string }).for);
  const count = new Map<string, number>();
  for (const id of done) count.set(id, (count.get(id) ?? 0) + 1);
  return all
    .filter(({ type }) => type === 'Booked')
    .flatMap(({ id, stream }) =>
      count.get(id) === 1 ? [] : [`5: a booking in ${stream} has ${count.get(id) ?? 0} of its ${category}`],
    );
}
