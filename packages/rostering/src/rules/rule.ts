import type { Line } from '../line.ts';
import type { Finding, PackId, Severity, Unit } from '../model.ts';
import type { Numbers } from '../packs.ts';

/** What a rule says of one breach; the rest of the finding follows from the rule and the person. */
export type Breach = Pick<Finding, 'from' | 'to' | 'value' | 'limit' | 'duties' | 'mend'>;

/** One rule: whom it judges, where it comes from, and how a person's duties are checked. */
export type Rule = {
  readonly id: string;
  /** 'every' and 'WTR' judge everybody; 'EN-RD-2016' whoever has an employment of that pack. */
  readonly pack: 'every' | PackId;
  readonly severity: Severity;
  readonly unit: Unit;
  /** What the value counts, to be read after it: 'of rest', 'weekends worked'. */
  readonly measure: string;
  /** The text that the rule comes from. */
  readonly source: string;
  readonly plainWords: string;
  /** Some of it is not confirmed by a published text: show "check against your contract". */
  readonly verify: boolean;
  /** A breach rests on the run of shifts before the duties that it names as well: the rest after a run. */
  readonly restsOnRun?: true;
  /** The breaches whose own place lies in the period. Equality passes. Reads the line only; same line, same answer. */
  readonly check: (line: Line, numbers: Numbers) => readonly Breach[];
};
