import { DutyId, LocalDate, PersonId } from '@weft/contracts';
import type { Proposal } from '@weft/rostering';
import type { DutyState } from '../board/state.ts';
import type { CellEdit } from '../edits/cell-edit.ts';
import { cellKey } from '../edits/copy.ts';

/** The cells of one edit that make a proposal: what each person who is touched holds on each day that is. */
export function cellsOfProposal({ changes }: Proposal, states: readonly DutyState[]): CellEdit[] {
  const dates = new Map(states.map(({ duty }) => [duty.duty as string, duty.date as string]));
  const held = new Map<string, Set<string>>();
  for (const { duty, filled } of states)
    for (const { person } of filled) {
      const key = cellKey(person, duty.date);
      held.set(key, (held.get(key) ?? new Set()).add(duty.duty));
    }
  const touched = new Map<string, { readonly person: string; readonly date: string }>();
  const touch = (person: string, duty: string): Set<string> => {
    const date = dates.get(duty) as string;
    const key = cellKey(person, date);
    touched.set(key, { person, date });
    const duties = held.get(key) ?? new Set();
    held.set(key, duties);
    return duties;
  };
  for (const { duty, out, in: joins } of changes) {
    if (out) touch(out.person, duty).delete(duty);
    if (joins) touch(joins.person, duty).add(duty);
  }
  return [...touched].map(([key, { person, date }]) => {
    const duties = [...(held.get(key) ?? [])].map((duty) => DutyId.parse(duty));
    const set = duties.length > 0 ? { duties } : { clear: true as const };
    return { person: PersonId.parse(person), date: LocalDate.parse(date), set };
  });
}
