import type { Cycle } from './cycles.ts';

/** A kind of duty of a rota: where, what, when. */
export type Post = {
  readonly code: string;
  readonly site: string;
  readonly service: string;
  readonly role: string;
  readonly grades: readonly string[];
  readonly skill: string;
  readonly kind: 'shift' | 'on-call';
  readonly start: string;
  readonly end: string;
  readonly breakMinutes: number;
  /** Of a period on call, in minutes. */
  readonly expected: number;
  readonly arrangement: string | null;
  readonly publicHolidays: 'as-usual' | 'closed';
};

/** People who work one cycle, each a week on from the one before, and some who are on none. */
export type Team = {
  readonly name: string;
  /** One post each with every one of these, in parts as given: most have one employer. */
  readonly employers: readonly (readonly [code: string, wte: number])[];
  /** This many of the team hold a second post with this organisation, half of their time. */
  readonly joint?: { readonly people: number; readonly employer: string };
  readonly grade: string;
  readonly staffGroup: string;
  readonly skill: string;
  readonly pack: 'EN-RD-2016' | 'WTR';
  readonly register: 'GMC' | 'NMC' | 'HCPC' | null;
  readonly home: string;
  readonly cycle: Cycle;
  /** People in the cycle: a multiple of its weeks, so that each day has the same number of them. */
  readonly people: number;
  readonly spare: number;
};

/** One duty beside the templates that somebody fills by an override. */
export type Exception = {
  readonly post: Post;
  readonly team: string;
  /** Week of the rota, and weekday (Monday 0). */
  readonly week: number;
  readonly weekday: number;
  /** Those of the team who are in this week of their cycle do it; so many of them. */
  readonly cycleWeek: number;
  readonly people: number;
  readonly reason: string;
  readonly role: string;
};

export type RotaPlan = {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly organisations: readonly string[];
  readonly arrangements: readonly string[];
  readonly sites: readonly string[];
  readonly posts: readonly Post[];
  readonly teams: readonly Team[];
  readonly exceptions: readonly Exception[];
};

type Place = Pick<Post, 'site' | 'service' | 'role' | 'grades' | 'skill'> & Partial<Post>;
type Hours = readonly [start: string, end: string, breakMinutes: number];

/** Posts of one place and role. */
export const postsAt = (place: Place) => ({
  shift: (code: string, [start, end, breakMinutes]: Hours, more: Partial<Post> = {}): Post => ({
    arrangement: null,
    publicHolidays: 'as-usual',
    ...place,
    ...more,
    code,
    kind: 'shift',
    start,
    end,
    breakMinutes,
    expected: 0,
  }),
  onCall: (code: string, [start, end, expected]: Hours, more: Partial<Post> = {}): Post => ({
    arrangement: null,
    publicHolidays: 'as-usual',
    ...place,
    ...more,
    code,
    kind: 'on-call',
    start,
    end,
    breakMinutes: 0,
    expected,
  }),
});
