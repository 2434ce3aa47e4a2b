import type { Recorded } from '@weft/eventing';
import { addDays } from '@weft/rostering';
import { localDay } from '../zone.ts';
import type { BoardChange, BoardDeed, Cell, EditWay } from './change-shape.ts';

/** Local days [from, to). */
export type Days = { readonly from: string; readonly to: string };

/** Which rota is watched, and what is known of those whom its changes touch. */
export type Watched = {
  readonly rota: string;
  readonly period: () => Days | null;
  /** Whose time away or elsewhere shows on its board. */
  readonly isOnBoard: (person: string) => boolean;
  /** The local day of a duty, of whatever rota. */
  readonly dateOf: (duty: string) => string | null;
  readonly leaveOf: (leave: string, person: string) => Days | null;
  readonly whoIs: (person: string, organisation: string) => { readonly name: string; readonly role: string | null };
  /** Edits that began, by command; a change puts those in that come with it. */
  readonly edits: Map<string, EditWay>;
};

export type Seen = Pick<Recorded, 'type' | 'position' | 'metadata'> & { readonly data: unknown };

type Named = {
  readonly rota?: string;
  readonly duty?: string;
  readonly person?: string;
  readonly date?: string;
  readonly start?: string;
  readonly leave?: string;
  readonly how?: BoardDeed['how'];
  readonly kind?: BoardDeed['kind'];
  readonly from?: string;
  readonly to?: string;
};
const named = ({ data }: Seen) => (data ?? {}) as Named;

/** Whose rows an event touches: of a place that goes on under another id, both. */
function peopleOf(event: Seen): readonly string[] {
  const { person, from } = named(event);
  if (person === undefined) return [];
  return event.type === 'DutyRepointed' && from !== undefined ? [person, from] : [person];
}

/** What a stretch of events changed on a rota's board; null when nothing. Of other rotas it names people only. */
export function changeOf(watched: Watched, events: readonly Seen[]): BoardChange | null {
  const { rota, isOnBoard } = watched;
  for (const event of events) takeEdit(event, watched);
  const told = events.filter((event) => {
    if (event.type.startsWith('Edit')) return false;
    return named(event).rota === rota || peopleOf(event).some(isOnBoard);
  });
  const last = told.at(-1);
  if (!last) return null;
  const own = told.filter((event) => named(event).rota === rota);
  const days = new Set<string>();
  const byCommand = new Map<string, Seen[]>();
  for (const event of told) {
    const command = commandOf(event);
    byCommand.set(command, [...(byCommand.get(command) ?? []), event]);
    for (const day of daysOf(event, watched)) days.add(day);
  }
  return {
    position: last.position,
    reset: false,
    rota: own.some(({ type }) => type.startsWith('Rota')),
    duties: [...new Set(own.flatMap((event) => named(event).duty ?? []))],
    people: [...new Set(told.flatMap(peopleOf))],
    days: [...days].sort(),
    by: [...new Set(own.map(({ metadata }) => metadata.actor.person))],
    deeds: [...byCommand].map(([command, part]) => deedOf(command, part, watched)),
  };
}

const EDITS_REMEMBERED = 500;

function takeEdit(event: Seen, { rota, edits }: Watched): void {
  const { rota: of, how, kind } = named(event);
  if (event.type !== 'EditBegan' || of !== rota || !how || !kind) return;
  if (edits.size >= EDITS_REMEMBERED) edits.clear();
  edits.set(commandOf(event), { how, kind } as EditWay);
}

/** The steps of one command carry its id, a slash and more. */
const commandOf = ({ metadata }: Seen): string => metadata.commandId.split('/', 1)[0] as string;

function deedOf(command: string, events: readonly Seen[], watched: Watched): BoardDeed {
  const own = events.filter((event) => named(event).rota === watched.rota);
  const at = (events.at(-1) as Seen).metadata.at;
  const cells = cellsOf(events, watched);
  const author = own[0]?.metadata;
  if (!author)
    return {
      command,
      at,
      by: null,
      byName: null,
      organisation: null,
      role: null,
      how: null,
      kind: null,
      reason: null,
      cells,
    };
  const { person: by, organisation } = author.actor;
  const { name: byName, role } = watched.whoIs(by, organisation);
  const edit = watched.edits.get(command);
  const how = edit?.how ?? own.map((event) => named(event).how).find((one) => one !== undefined) ?? null;
  return {
    command,
    at,
    by,
    byName,
    organisation,
    role,
    how,
    kind: edit?.kind ?? null,
    reason: author.reason ?? null,
    cells,
  };
}

function cellsOf(events: readonly Seen[], watched: Watched): Cell[] {
  const cells = new Map<string, Cell>();
  for (const event of events) {
    const days = daysOf(event, watched);
    for (const person of peopleOf(event)) for (const date of days) cells.set(`${person} ${date}`, { person, date });
  }
  return [...cells.values()];
}

/** The local days of the rota's period that an event speaks of. */
function daysOf(event: Seen, watched: Watched): readonly string[] {
  const { duty, date, start, leave, person } = named(event);
  if (duty !== undefined) {
    const day = date ?? (start === undefined ? watched.dateOf(duty) : localDay(start));
    return day === null ? [] : [day];
  }
  if (event.type === 'LeaveEntered') return within(named(event), watched.period());
  if (event.type === 'LeaveRemoved' && leave !== undefined && person !== undefined)
    return within(watched.leaveOf(leave, person) ?? {}, watched.period());
  return [];
}

function within({ from, to }: Partial<Days>, period: Days | null): string[] {
  const days: string[] = [];
  if (from === undefined || to === undefined || !period) return days;
  const end = to < period.to ? to : period.to;
  for (let day = from > period.from ? from : period.from; day < end; day = addDays(day, 1)) days.push(day);
  return days;
}
