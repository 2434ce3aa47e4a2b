import type { DutyState } from '../board/state.ts';
import type { Duty } from '../duty/events.ts';

/** One placement or duty that a reader of the rota will notice. */
export type Change = {
  readonly duty: string;
  readonly code: string;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly site: string;
  readonly role: string;
  /** Whose placement came or went; null for a change of the duty itself. */
  readonly person: string | null;
  readonly what: 'placed' | 'taken-off' | 'opened' | 'withdrawn' | 'changed';
};

/** What publishing would tell: placements that come and go, and duties that change. */
export type Diff = {
  readonly added: readonly Change[];
  readonly removed: readonly Change[];
  readonly changed: readonly Change[];
};

const changeOf = ({ duty, code, date, start, end, site, role }: Duty) => ({ duty, code, date, start, end, site, role });

/** What differs between a rota as it was published and as it stands, in order of the duties. */
export function diffOf(before: readonly DutyState[], after: readonly DutyState[]): Diff {
  const added: Change[] = [];
  const removed: Change[] = [];
  const changed: Change[] = [];
  const earlier = new Map(before.filter(({ withdrawn }) => !withdrawn).map((each) => [each.duty.duty as string, each]));
  const later = new Map(after.filter(({ withdrawn }) => !withdrawn).map((each) => [each.duty.duty as string, each]));
  for (const [id, { duty, filled }] of later) {
    const was = earlier.get(id);
    const there = new Set(was?.filled.map(({ person }) => person));
    const common = changeOf(duty);
    if (!was) changed.push({ ...common, person: null, what: 'opened' });
    else if (JSON.stringify(was.duty) !== JSON.stringify(duty))
      changed.push({ ...common, person: null, what: 'changed' });
    for (const { person } of filled) if (!there.has(person)) added.push({ ...common, person, what: 'placed' });
  }
  for (const [id, { duty, filled }] of earlier) {
    const is = later.get(id);
    const here = new Set(is?.filled.map(({ person }) => person));
    const common = changeOf(duty);
    if (!is) changed.push({ ...common, person: null, what: 'withdrawn' });
    for (const { person } of filled) if (!here.has(person)) removed.push({ ...common, person, what: 'taken-off' });
  }
  return { added, removed, changed: changed.sort((a, b) => (a.start < b.start ? -1 : 1)) };
}

/** Ids of the duties that the diff touches. */
export const touchedBy = ({ added, removed, changed }: Diff): Set<string> =>
  new Set([...added, ...removed, ...changed].map(({ duty }) => duty));
