import type { Recorded } from '@weft/eventing';
import type { Watched } from '../board/change-of.ts';
import type { Cell } from '../board/change-shape.ts';
import type { DutyEvent } from '../duty/events.ts';
import type { Names } from '../history/names.ts';
import { sentenceOf } from '../history/sentences.ts';
import type { RotaEvent } from '../rota/events.ts';
import { localDay } from '../zone.ts';
import { rotaWords } from './rota-words.ts';

/** One thing that one command did to a rota, told to people: of many duties at once, how many. */
export type Told = {
  readonly at: string;
  readonly by: string;
  readonly byName: string;
  /** The grade of their employment at the organisation they acted for; null where none is known. */
  readonly role: string | null;
  /** Their own words, or null. */
  readonly reason: string | null;
  readonly sentence: string;
  /** The first 2,000 that it touched. */
  readonly cells: readonly Cell[];
};

export type TimelineEvent = Recorded<DutyEvent> | Recorded<RotaEvent>;

export type Telling = {
  readonly names: Names;
  readonly watched: Pick<Watched, 'dateOf' | 'whoIs'>;
  /** What a duty is called: its code, site and day. */
  readonly dutyName: (duty: string) => string;
};

const MOST_CELLS = 2000;

/** Tells events of one command that are of one sort; there is at least one. */
export function toldOf(events: readonly TimelineEvent[], { names, watched, dutyName }: Telling): Told {
  const [first] = events as readonly [TimelineEvent, ...TimelineEvent[]];
  const { metadata } = events.at(-1) ?? first;
  const { person: by, organisation } = metadata.actor;
  const { name: byName, role } = watched.whoIs(by, organisation);
  const cells = new Map<string, Cell>();
  for (const { person, date } of events.flatMap((event) => cellOf(event, watched)))
    if (cells.size < MOST_CELLS) cells.set(`${person} ${date}`, { person, date });
  return {
    at: metadata.at,
    by,
    byName,
    role,
    reason: metadata.reason ?? null,
    sentence: events.length === 1 ? oneWords(first, { names, dutyName }) : manyWords(first, events.length),
    cells: [...cells.values()],
  };
}

/** Events of one command with the same key are told in one sentence. */
export const sortOf = (event: TimelineEvent): string =>
  event.type === 'DutyFilled'
    ? `${event.type} ${event.data.how}`
    : event.type === 'DutyCleared'
      ? `${event.type} ${event.data.because}`
      : event.type;

const isOfDuty = (event: TimelineEvent): event is Recorded<DutyEvent> => event.stream.startsWith('duty-');

function oneWords(event: TimelineEvent, { names, dutyName }: Pick<Telling, 'names' | 'dutyName'>): string {
  if (!isOfDuty(event)) return rotaWords(event);
  const { text } = sentenceOf(event, names);
  const saysWhich = event.type === 'DutyOpened' || event.type === 'DutyChanged';
  return saysWhich ? text : `${dutyName(event.data.duty)}: ${text}`;
}

function manyWords(event: TimelineEvent, count: number): string {
  if (!isOfDuty(event)) return rotaWords(event);
  switch (event.type) {
    case 'DutyOpened':
      return `${count} duties were opened.`;
    case 'DutyChanged':
      return `${count} duties were changed.`;
    case 'DutyWithdrawn':
      return `${count} duties were withdrawn.`;
    case 'DutyFilled': {
      const ways = { manual: 'by hand', auto: 'by the roster', pattern: 'from a pattern', import: 'by an import' };
      return `${count} places were filled ${ways[event.data.how]}.`;
    }
    case 'BookingDeclined':
      return `${count} bookings did not get their place.`;
    case 'DutyCleared': {
      const ways = {
        cleared: 'given back',
        moved: 'left for other duties',
        reassigned: 'given to somebody else',
        withdrawn: 'ended with their duties',
        'time-taken': 'given back: the time was taken for something else',
      };
      return `${count} places were ${ways[event.data.because]}.`;
    }
    case 'DutyPinned':
      return `${count} placements were pinned.`;
    case 'DutyUnpinned':
      return `${count} placements were unpinned.`;
    case 'DutyRepointed':
      return `${count} places are now held under another record of the same person.`;
    default:
      return event satisfies never;
  }
}

function cellOf(event: TimelineEvent, { dateOf }: Pick<Watched, 'dateOf'>): readonly Cell[] {
  if (!isOfDuty(event) || !('person' in event.data)) return [];
  const { data } = event;
  const date = event.type === 'DutyFilled' ? localDay(event.data.start) : dateOf(data.duty);
  if (date === null) return [];
  return event.type === 'DutyRepointed'
    ? [
        { person: event.data.from, date },
        { person: data.person, date },
      ]
    : [{ person: data.person, date }];
}
