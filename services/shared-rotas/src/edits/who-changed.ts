import type { EventLog, RecordedEvent, Rows } from '@weft/eventing';
import { localTimeOf } from '@weft/rostering';
import { knownPerson } from '../facts/workforce-facts.ts';
import { localDay, ZONE } from '../zone.ts';
import { isOfEdit } from './edit-step.ts';
import type { Cell } from './events.ts';

type Asked = {
  readonly rota: string;
  readonly cell: Cell;
  /** Duties of the cell, whose own streams are looked at too. */
  readonly duties: readonly string[];
  /** The command whose own steps do not count. */
  readonly besides: string;
};

type Named = { readonly rota?: string; readonly person?: string; readonly booking?: string; readonly start?: string };

/** In words: who changed a cell last, and when, by local time. */
export async function whoChanged(
  { log, rows }: { readonly log: EventLog; readonly rows: Rows },
  { rota, cell, duties, besides }: Asked,
): Promise<string> {
  const diary = (await log.read(`diary-${cell.person}`)).events;
  const dayOf = new Map<string, string>();
  for (const { type, data } of diary) {
    const { booking, start } = data as Named;
    if (type === 'TimeBooked' && booking && start) dayOf.set(booking, localDay(start));
  }
  const streams = await Promise.all(duties.map(async (duty) => (await log.read(`duty-${duty}`)).events));
  const isHere = ({ data, metadata }: RecordedEvent) => {
    const named = data as Named;
    const isOfCell =
      named.rota === rota && named.person === cell.person && dayOf.get(named.booking ?? '') === cell.date;
    return isOfCell && !isOfEdit(metadata.commandId, besides);
  };
  const latest = [...diary, ...streams.flat()]
    .filter(isHere)
    .reduce<RecordedEvent | null>((last, event) => (last && last.position > event.position ? last : event), null);
  if (!latest) return 'This was changed since.';
  const { at, actor } = latest.metadata;
  const name = knownPerson(rows, actor.person)?.name ?? actor.person;
  return `${name} changed this on ${localDay(at)} at ${localTimeOf(ZONE, Date.parse(at))}.`;
}
