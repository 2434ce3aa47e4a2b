import { daysBetween, localDateOf, localTimeOf } from '@weft/rostering';
import type { Duty } from '../duty/events.ts';
import { ZONE } from '../zone.ts';
import type { ShownDays } from './grid-days.ts';
import type { DutyKindRow, GridDuties, GridPlaces, GridTaken } from './grid-shape.ts';
import { type Numbering, numbering } from './numbering.ts';
import type { SincePublication } from './since-publication.ts';
import type { DutyState } from './state.ts';

const HOWS = ['manual', 'auto', 'pattern', 'import'] as const;

type Kind = Omit<DutyKindRow, 'site' | 'role'> & { readonly site: string; readonly role: string };
const kinds = new WeakMap<Duty, { readonly key: string; readonly kind: Kind }>();

/** What a duty is but for its day; the same key for the same. */
function kindOf(duty: Duty) {
  const before = kinds.get(duty);
  if (before) return before;
  const [start, end] = [Date.parse(duty.start), Date.parse(duty.end)];
  const kind: Kind = {
    code: duty.code,
    service: duty.service,
    role: duty.role,
    site: duty.site,
    kind: duty.kind,
    start: localTimeOf(ZONE, start),
    end: localTimeOf(ZONE, end),
    endDay: daysBetween(duty.date, localDateOf(ZONE, end)),
    minutes: Math.round((end - start) / 60_000),
    breakMinutes: duty.breakMinutes,
    expectedWorkMinutes: duty.expectedWorkMinutes,
    grades: duty.grades,
    skill: duty.skill,
    arrangement: duty.arrangement,
  };
  const found = { key: JSON.stringify(kind), kind };
  kinds.set(duty, found);
  return found;
}

type Around = {
  readonly shown: ShownDays;
  readonly since: SincePublication;
  readonly people: Numbering<string>;
  /** Whose places are told. */
  readonly isTold: (person: string) => boolean;
  readonly sites: Numbering<string>;
  readonly roles: Numbering<string>;
};

/** Duties, who is on them and who no longer is, in columns; and the number that each duty has there. */
export function dutyColumns(duties: readonly DutyState[], around: Around) {
  const { shown, since, people, isTold } = around;
  const codes = kindNumbers(around);
  const columns = {
    id: [] as string[],
    kind: [] as number[],
    day: [] as number[],
    count: [] as number[],
    flags: [] as number[],
  };
  const places = { duty: [] as number[], person: [] as number[], flags: [] as number[], how: [] as number[] };
  const numbers = new Map<string, number>();
  for (const { duty, withdrawn, filled } of duties) {
    const number = columns.id.length;
    numbers.set(duty.duty, number);
    columns.id.push(duty.duty);
    columns.kind.push(codes.of(duty));
    columns.day.push(shown.numberOf(duty.date));
    columns.count.push(duty.count);
    columns.flags.push((since.isChanged(duty.duty) ? 1 : 0) | (withdrawn ? 2 : 0) | (duty.template === null ? 4 : 0));
    for (const { person, pinned, hasOverride, warnings, how } of filled) {
      if (!isTold(person)) continue;
      places.duty.push(number);
      places.person.push(people.of(person));
      places.flags.push(
        (pinned ? 1 : 0) | (hasOverride ? 2 : 0) | (warnings > 0 ? 4 : 0) | (since.isNew(duty.duty, person) ? 8 : 0),
      );
      places.how.push(HOWS.indexOf(how as (typeof HOWS)[number]));
    }
  }
  const taken = { person: [] as number[], day: [] as number[], kind: [] as number[] };
  for (const { person, duty } of since.taken) {
    if (!isTold(person)) continue;
    taken.person.push(people.of(person));
    taken.day.push(shown.numberOf(duty.date));
    taken.kind.push(codes.of(duty));
  }
  return {
    duties: columns satisfies GridDuties,
    places: { ...places, hows: HOWS } satisfies GridPlaces,
    taken: taken satisfies GridTaken,
    codes: codes.all(),
    numberOf: (duty: string) => numbers.get(duty),
  };
}

function kindNumbers({ sites, roles }: Around) {
  const keys = numbering<string>();
  const rows: DutyKindRow[] = [];
  return {
    of(duty: Duty): number {
      const { key, kind } = kindOf(duty);
      const number = keys.of(key);
      rows[number] ??= { ...kind, site: sites.of(kind.site), role: roles.of(kind.role) };
      return number;
    },
    all: (): readonly DutyKindRow[] => rows,
  };
}
