import type { EventLog, RecordedEvent, Rows } from '@weft/eventing';
import { localTimeOf } from '@weft/rostering';
import { knownPerson } from '../facts/workforce-facts.ts';
import { concurrently } from '../filling/concurrently.ts';
import { localDay, ZONE } from '../zone.ts';
import { keyOf, type RunCell } from './cells-of-run.ts';
import { isOfEdit } from './edit-step.ts';
import type { Cell, CellRefusal, Run } from './events.ts';

const AT_ONCE = 16;

type Asked = {
  readonly rota: string;
  readonly cell: Cell;
  /** Duties of the cell, whose own streams are looked at too. */
  readonly duties: readonly string[];
  /** The command whose own steps do not count. */
  readonly besides: string;
  /** Only what came after this place in the log; all when absent. */
  readonly after?: string | undefined;
};

type Named = { readonly rota?: string; readonly person?: string; readonly booking?: string; readonly start?: string };

type Deps = { readonly log: EventLog; readonly rows: Rows };

/** In words: who did something, and when, by local time. */
function told({ rows }: Deps, { metadata: { at, actor } }: RecordedEvent, what: string): string {
  const name = knownPerson(rows, actor.person)?.name ?? actor.person;
  return `${name} ${what} on ${localDay(at)} at ${localTimeOf(ZONE, Date.parse(at))}.`;
}

/** In words: who gave the last place of a duty to whom, and when; empty where nobody did. */
export async function whoTook(deps: Deps, duty: string, besides: string): Promise<string> {
  const { events } = await deps.log.read(`duty-${duty}`);
  const taken = events.findLast(
    ({ type, metadata }) => type === 'DutyFilled' && !isOfEdit(metadata.commandId, besides),
  );
  if (!taken) return '';
  const { person = '' } = taken.data as Named;
  return told(deps, taken, `gave it to ${knownPerson(deps.rows, person)?.name ?? person}`);
}

/** The last event that changed a cell; null where there is none. */
async function latestChange(
  { log }: Deps,
  { rota, cell, duties, besides, after = '' }: Asked,
): Promise<RecordedEvent | null> {
  const diary = (await log.read(`diary-${cell.person}`)).events;
  const dayOf = new Map<string, string>();
  for (const { type, data } of diary) {
    const { booking, start } = data as Named;
    if (type === 'TimeBooked' && booking && start) dayOf.set(booking, localDay(start));
  }
  const streams = await Promise.all(duties.map(async (duty) => (await log.read(`duty-${duty}`)).events));
  const isHere = ({ data, metadata, position }: RecordedEvent) => {
    const named = data as Named;
    const isOfCell =
      named.rota === rota && named.person === cell.person && dayOf.get(named.booking ?? '') === cell.date;
    return isOfCell && position > after && !isOfEdit(metadata.commandId, besides);
  };
  return [...diary, ...streams.flat()]
    .filter(isHere)
    .reduce<RecordedEvent | null>((last, event) => (last && last.position > event.position ? last : event), null);
}

/** In words: who changed a cell last, and when, by local time. */
export async function whoChanged(deps: Deps, asked: Asked): Promise<string> {
  const latest = await latestChange(deps, asked);
  return latest ? told(deps, latest, 'changed this') : 'Somebody changed this a moment ago.';
}

/** The same, unless it was this person; null then. */
export async function whoElseChanged(deps: Deps, asked: Asked, person: string): Promise<string | null> {
  const latest = await latestChange(deps, asked);
  return latest && latest.metadata.actor.person !== person ? told(deps, latest, 'changed this') : null;
}

/** Refusals of cells that somebody was quicker in, with who it was; the others as they are. */
export const namingQuicker = (
  deps: Deps,
  { run, cells }: { readonly run: Run; readonly cells: readonly RunCell[] },
  refused: readonly CellRefusal[],
): Promise<CellRefusal[]> =>
  concurrently(refused, AT_ONCE, async (one) => {
    const { person, date, code, because } = one;
    const cell = { person, date };
    const duties = cells.find((each) => keyOf(each.cell) === keyOf(cell))?.fills.map(({ duty }) => duty) ?? [];
    const [duty] = duties;
    if (code === 'changed-meanwhile') {
      const who = await whoChanged(deps, { rota: run.rota, cell, duties, besides: run.edit });
      return { ...one, because: who };
    }
    if (code !== 'full' || !duty) return one;
    return { ...one, because: `${because} ${await whoTook(deps, duty, run.edit)}`.trim() };
  });
