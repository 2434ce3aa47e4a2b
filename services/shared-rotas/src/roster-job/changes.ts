import type { DutyState } from '../board/state.ts';
import type { FoundPlacement } from './decider.ts';

/** What a roster does with one duty: who is on it before and after, and why each who comes does. */
export type DutyChange = {
  readonly duty: string;
  readonly stays: readonly string[];
  readonly goes: readonly string[];
  readonly comes: readonly { readonly person: string; readonly why: string }[];
};

/** What a roster does with one person: duties that come and go, and hours on these rotas before and after. */
export type PersonChange = {
  readonly person: string;
  readonly comes: readonly string[];
  readonly goes: readonly string[];
  readonly hours: { readonly before: number; readonly after: number };
};

type Roster = {
  readonly placements: readonly FoundPlacement[];
  readonly leaving: readonly { readonly duty: string; readonly person: string }[];
};

/** Compares a roster with duties as they stand; duties that it leaves alone are left out. In order of the duties. */
export function changesOf(
  { placements, leaving }: Roster,
  duties: readonly DutyState[],
): { readonly duties: readonly DutyChange[]; readonly people: readonly PersonChange[] } {
  const coming = Map.groupBy(placements, ({ duty }) => duty as string);
  const going = Map.groupBy(leaving, ({ duty }) => duty);
  const changed: DutyChange[] = [];
  const people = new Map<string, { comes: string[]; goes: string[]; before: number; after: number }>();
  const of = (person: string) => {
    const known = people.get(person) ?? { comes: [], goes: [], before: 0, after: 0 };
    people.set(person, known);
    return known;
  };
  for (const state of duties) {
    const { duty } = state;
    const hours = hoursOf(duty);
    const leavers = new Set(going.get(duty.duty)?.map(({ person }) => person));
    const there = state.filled.map(({ person }) => person);
    const goes = there.filter((person) => leavers.has(person));
    const stays = there.filter((person) => !leavers.has(person));
    const comes = (coming.get(duty.duty) ?? [])
      .filter(({ person }) => !there.includes(person))
      .map(({ person, why }) => ({ person, why }));
    for (const person of there) of(person).before += hours;
    for (const person of stays) of(person).after += hours;
    for (const { person } of comes) {
      of(person).after += hours;
      of(person).comes.push(duty.duty);
    }
    for (const person of goes) of(person).goes.push(duty.duty);
    if (goes.length + comes.length > 0) changed.push({ duty: duty.duty, stays, goes, comes });
  }
  return {
    duties: changed,
    people: [...people]
      .filter(([, { comes, goes }]) => comes.length + goes.length > 0)
      .map(([person, { comes, goes, before, after }]) => ({ person, comes, goes, hours: { before, after } })),
  };
}

const hoursOf = ({ kind, start, end, expectedWorkMinutes }: DutyState['duty']) =>
  kind === 'on-call' ? expectedWorkMinutes / 60 : (Date.parse(end) - Date.parse(start)) / 3_600_000;
