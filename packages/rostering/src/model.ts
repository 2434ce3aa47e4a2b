/** An instant in UTC, in milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
/** A local day, 'YYYY-MM-DD' in the zone of the frame. */
export type LocalDate = string;

export type DutyKind = 'shift' | 'on-call';

/** A duty as rules and search see it: one interval [start, end) at one site. */
export type Duty = {
  readonly id: string;
  readonly site: string;
  readonly kind: DutyKind;
  readonly start: Instant;
  readonly end: Instant;
  /** Paid breaks inside the duty, in minutes. */
  readonly breakMinutes: number;
  /** Work expected in an on-call period, in minutes; taken to lie at its start. 0 for shifts. */
  readonly expectedWorkMinutes: number;
};

export type LeaveKind = 'annual' | 'study' | 'sick' | 'maternity' | 'paternity' | 'adoption' | 'parental' | 'other';
/** Leave on the local days [from, to). */
export type Leave = { readonly kind: LeaveKind; readonly from: LocalDate; readonly to: LocalDate };

export type PackId = 'EN-RD-2016' | 'WTR';
export type Employment = {
  readonly employer: string;
  readonly assignment: string;
  readonly pack: PackId;
  /** Whole-time equivalent, 0 < wte ≤ 1.5. */
  readonly wte: number;
  readonly annualLeaveDays: number;
};

/** A person as the rules see them: all employments together, whoever the employer. */
export type Person = {
  readonly id: string;
  readonly optOut48: boolean;
  readonly employments: readonly Employment[];
  readonly leave: readonly Leave[];
};

/** A range of local days [from, to). */
export type Days = { readonly from: LocalDate; readonly to: LocalDate };

/** What judges share: the zone, the period that is judged, the days of which everything is known, and travel. */
export type Frame = {
  readonly zone: string;
  readonly period: Days;
  readonly known: Days;
  /** Minutes between two sites, either direction; 0 where nothing is known. */
  readonly travelMinutes: (from: string, to: string) => number;
};

export type Severity = 'hard' | 'soft';
export type Unit = 'hours' | 'minutes' | 'count';

/** One breach of one rule by one person. */
export type Finding = {
  readonly rule: string;
  readonly person: string;
  readonly severity: Severity;
  /** The window that is judged, as instants [from, to). */
  readonly from: Instant;
  readonly to: Instant;
  readonly value: number;
  readonly limit: number;
  readonly unit: Unit;
  /** Ids of the duties that make the breach, in order of start. */
  readonly duties: readonly string[];
  /** The smallest change that would mend it, in plain words without names of people. */
  readonly mend: string;
};

/** What is asked of the engine: fill these duties from these people. */
export type Problem = {
  readonly frame: Frame;
  readonly people: readonly Candidate[];
  readonly duties: readonly OpenDuty[];
  /** Placements that stay as they are; each names a duty and a person of this problem. */
  readonly pins: readonly Placement[];
  readonly weights: Weights;
};

export type Candidate = Person & {
  /** Duties outside the problem that the person holds: history, future and other rotas. */
  readonly elsewhere: readonly Duty[];
  /** Work this person should do in the period, in minutes; null when nothing is agreed. */
  readonly contractedMinutes: number | null;
};

export type OpenDuty = Duty & {
  /** How many people it needs. */
  readonly count: number;
  /** People who may do it (grade, skill, arrangement, credentials on the day), by id. */
  readonly eligible: readonly string[];
  /** What an empty place costs, in units of weight; patients before employers. */
  readonly gapCost: number;
};

export type Placement = { readonly duty: string; readonly person: string };

/** Integer weights of the soft aims. */
export type Weights = {
  /** A soft finding. */
  readonly softFinding: number;
  /** An hour over or under the contracted work, squared. */
  readonly hoursBalance: number;
  /** A night or weekend above a fair share by WTE, squared. */
  readonly fairness: number;
  /** A minute of travel between consecutive duties at different sites. */
  readonly travelMinute: number;
};

export type Gap = {
  readonly duty: string;
  /** Places left empty. */
  readonly places: number;
  /** Why nobody took it: counts by reason, most frequent first; a rule's id, 'nobody-eligible', 'already-working'. */
  readonly reasons: readonly { readonly reason: string; readonly people: number }[];
};

export type Roster = {
  readonly placements: readonly (Placement & { readonly why: string })[];
  readonly gaps: readonly Gap[];
  /** Sum of gap costs and weighted soft aims. */
  readonly cost: number;
};

export type Progress = {
  readonly step: number;
  readonly steps: number;
  readonly cost: number;
  /** A proven lower bound of the cost, or null where none is known. */
  readonly bound: number | null;
  readonly gaps: number;
  /** Enough to go on from here: the placements so far. */
  readonly checkpoint: readonly Placement[];
};

export type SolveOptions = {
  readonly seed: number;
  /** Search steps at most; the same seed and steps give the same roster, where nothing else ends the search. */
  readonly steps: number;
  /** Steps that were made before, where `startFrom` is a checkpoint: the search goes on as calm as it had become. */
  readonly stepsBefore?: number;
  /** Seconds at most. What is found then depends on the machine. */
  readonly seconds?: number;
  /** Ends after so many steps one after the other that found nothing better. */
  readonly idleSteps?: number;
  /** Ends when the cost is at most so much above the proven bound, as a share of the bound. 0: only when it is best. */
  readonly gap?: number;
  /** Called now and then; the search goes on when it returns. */
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Placements to start from, of an earlier run's checkpoint or a present rota. */
  readonly startFrom?: readonly Placement[];
};
