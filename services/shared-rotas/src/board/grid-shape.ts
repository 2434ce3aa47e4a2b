import type { ReferenceAverage } from '@weft/rostering';
import type { RotaFinding } from '../findings/rota-finding.ts';
import type { RotaState } from './state.ts';

/**
 * A board in columns: arrays of one length beside each other, and numbers that are places in another array of the same
 * answer (`day` in `days`, `site` in `sites`, `role` in `roles`, `kind` in `codes`, `person` in `people`, `duty` in
 * `duties`). Numbers hold within one answer only. Of its parts: people by name; duties by start; days in order.
 */
export type Grid = {
  /** What was drawn: subscribe to changes from here on, and nothing falls between. Null for a board of the past. */
  readonly position: string | null;
  readonly rota: RotaState & { readonly ownerName: string };
  /** The local days [from, to) that were asked for. */
  readonly from: string;
  readonly to: string;
  readonly days: readonly GridDay[];
  /** The rota's sites first. */
  readonly sites: readonly GridSite[];
  readonly roles: readonly string[];
  /** What a duty is but for its day: each distinct kind once. */
  readonly codes: readonly DutyKindRow[];
  readonly people: readonly GridPerson[];
  readonly duties: GridDuties;
  readonly places: GridPlaces;
  /** Placements that the last publication has and the board has not; empty before the first. */
  readonly taken: GridTaken;
  /** Those that touch a shown day; `outside` counts the others of the rota's period. */
  readonly findings: readonly GridFinding[];
  readonly outside: { readonly hard: number; readonly soft: number };
  /** What the findings' rules say, each once. */
  readonly rules: readonly GridRule[];
  readonly cover: GridCover;
};

export type GridDay = {
  readonly date: string;
  /** Monday 1 to Sunday 7. */
  readonly weekday: number;
  /** The name of the public holiday, or null. */
  readonly publicHoliday: string | null;
  /** 24; 23 or 25 where the clock changes. */
  readonly hours: number;
};

export type GridSite = {
  readonly code: string;
  readonly name: string;
  /** Who runs it on the first day shown, and by what name; null where that is not known. */
  readonly host: string | null;
  readonly hostName: string | null;
};

export type DutyKindRow = {
  readonly code: string;
  readonly service: string;
  readonly role: number;
  readonly site: number;
  readonly kind: 'shift' | 'on-call';
  /** Local times HH:MM; `endDay` days after the day of its start. */
  readonly start: string;
  readonly end: string;
  readonly endDay: number;
  /** Elapsed from start to end: a night on which the clock changes is a kind of its own. */
  readonly minutes: number;
  readonly breakMinutes: number;
  readonly expectedWorkMinutes: number;
  /** Any of these grades; all when empty. */
  readonly grades: readonly string[];
  readonly skill: string | null;
  /** The arrangement that it is done under, if one. */
  readonly arrangement: string | null;
};

/** Hours are those of all employers together. */
export type GridPerson = {
  readonly person: string;
  readonly name: string;
  readonly employers: readonly { readonly code: string; readonly name: string }[];
  readonly grade: string | null;
  readonly skills: readonly string[];
  /** A duty at any other site is at a host's. A site's number; null where none is known. */
  readonly home: number | null;
  /** Of the days shown: done against agreed. */
  readonly hours: { readonly rostered: number; readonly contracted: number };
  /** Hours over (+) or under (−) the agreed ones from the rota's first day up to the first day shown; null at its start. */
  readonly carried: number | null;
  /**
   * Mean weekly hours over the whole weeks that end with the last day shown (26 for doctors in training, else 17), days
   * of leave left out; null when all of it is leave.
   */
  readonly average: ReferenceAverage | null;
  /** Of the days shown. */
  readonly nights: number;
  readonly weekends: number;
  /** Of the whole period of the rota; `overridden` when each one found is let stand. */
  readonly worst: 'hard' | 'soft' | 'overridden' | null;
  /** Days [day, until) by number, cut at the days shown. */
  readonly leave: readonly { readonly kind: string; readonly day: number; readonly until: number }[];
  /** Time on other rotas; `place` is null where the reader may not see them. */
  readonly elsewhere: readonly {
    readonly day: number;
    readonly start: string;
    readonly end: string;
    readonly place: {
      readonly duty: string;
      readonly rota: string;
      readonly site: number;
      readonly role: string;
    } | null;
  }[];
};

export type GridDuties = {
  readonly id: readonly string[];
  readonly kind: readonly number[];
  readonly day: readonly number[];
  /** How many people it needs. */
  readonly count: readonly number[];
  /** 1 changed since publication, 2 withdrawn, 4 added by hand. */
  readonly flags: readonly number[];
};

/** Who is on which duty, in the order of the duties. */
export type GridPlaces = {
  readonly duty: readonly number[];
  readonly person: readonly number[];
  /** 1 pinned, 2 stands by an override, 4 noted findings when it was made, 8 new since publication. */
  readonly flags: readonly number[];
  /** How it came: a number in `hows`. */
  readonly how: readonly number[];
  readonly hows: readonly ('manual' | 'auto' | 'pattern' | 'import')[];
};

export type GridTaken = {
  readonly person: readonly number[];
  readonly day: readonly number[];
  readonly kind: readonly number[];
};

/** A finding on the board: of its person and duties the numbers, of its rule the row in `rules`. */
export type GridFinding = Omit<RotaFinding, 'rule' | 'person' | 'duties' | 'source' | 'verify'> & {
  readonly rule: number;
  readonly person: number;
  /** Of the duties shown. */
  readonly duties: readonly number[];
  /** The days of the person that it touches, of those shown: each of these cells carries it. */
  readonly days: readonly number[];
};

export type GridRule = Pick<RotaFinding, 'rule' | 'source' | 'verify'> & { readonly plainWords: string };

/** Places needed and had of a day, site and role; only where duties are. */
export type GridCover = {
  readonly day: readonly number[];
  readonly site: readonly number[];
  readonly role: readonly number[];
  readonly need: readonly number[];
  readonly have: readonly number[];
};
