import type { Days, Gap, Instant, Placement } from '../../model.ts';

/** Somebody who cannot come on local days [from, to). */
export type Absence = Days & { readonly person: string };

/** What has happened to a rota that was published. */
export type RotaChange = {
  readonly absent?: readonly Absence[];
  /** Duties by id that do not take place. */
  readonly cancelled?: readonly string[];
  /** Duties by id of which all empty places are to be filled, besides the places that the change opens. */
  readonly fill?: readonly string[];
};

/** What it costs to disturb a person, in whole numbers from 1: once for each person, by the dearest of their changes. */
export type ChangeCost = {
  /** A duty that starts inside the notice period comes or goes. */
  readonly shortNotice: number;
  /** A later duty does. */
  readonly later: number;
};

export type RepairOptions = {
  /** No duty that starts before it is touched. */
  readonly now: Instant;
  readonly change: RotaChange;
  /** The notice period: from `now` to the start of the local day so many days after today. */
  readonly noticeDays: number;
  readonly changeCost?: ChangeCost;
  readonly seed: number;
  /** Rounds of improvement after the first answers; the same seed and steps give the same proposal. */
  readonly steps: number;
  /** Called with the first answer, with what chains of moves add, and with each better one; `steps` counts rounds done. */
  readonly onProgress?: (proposal: Proposal, step: number) => void;
  readonly signal?: AbortSignal;
};

/** One person leaves a place or takes it: why, by which rule, and which records say so (ids of duties or of a person). */
export type Move = {
  readonly person: string;
  readonly reason: string;
  readonly rule: string | null;
  readonly records: readonly string[];
};

/** What changes at one place of one duty. At least one of `out` and `in` is there. */
export type RepairChange = {
  readonly duty: string;
  readonly out: Move | null;
  readonly in: Move | null;
  readonly isShortNotice: boolean;
};

/** What a rota costs once the change has happened. */
export type RepairCost = {
  /** Of empty places, in units of weight. */
  readonly gaps: number;
  /** In all: empty places and weighted soft aims. */
  readonly total: number;
};

/** How a published rota could go on. */
export type Proposal = {
  /** By start of the duty. */
  readonly changes: readonly RepairChange[];
  /** Places that stay open although they were to be filled, or that were given up for dearer ones. */
  readonly gaps: readonly Gap[];
  /** With the change and nothing done about it. */
  readonly before: RepairCost;
  readonly after: RepairCost;
  /** People whose duties change, besides those whom the change itself takes off a duty. */
  readonly disturbed: { readonly people: number; readonly atShortNotice: number };
  /** What the change would take away of duties that have begun: they stay as they are. */
  readonly begun: readonly Placement[];
};
