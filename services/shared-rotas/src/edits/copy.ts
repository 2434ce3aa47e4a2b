import { type DutyState, dutiesBetween, planOf, type RotaState } from '../board/state.ts';
import type { Duty } from '../duty/events.ts';

/** Somebody's place on a duty of the rota. */
export type HeldPlace = {
  readonly person: string;
  readonly booking: string;
  readonly pinned: boolean;
  readonly duty: Duty;
};

/** A rota on some days, to plan on: who is on which duty, by cell, by duty and by code. Nothing of it changes. */
export type Copy = {
  readonly rota: RotaState;
  readonly duty: (id: string) => DutyState | undefined;
  readonly placesIn: (person: string, date: string) => readonly HeldPlace[];
  /** Duties of a code on a day that are not withdrawn, whatever its case, in order of start. */
  readonly dutiesOf: (date: string, code: string) => readonly DutyState[];
  /** All duties of a day that are not withdrawn. */
  readonly dutiesOn: (date: string) => readonly DutyState[];
  readonly codesOn: (date: string) => readonly string[];
  /** Codes of all of the rota. */
  readonly codes: () => ReadonlySet<string>;
};

export const cellKey = (person: string, date: string): string => `${person} ${date}`;
const codeKey = (date: string, code: string) => `${date} ${code.trim().toLowerCase()}`;

function put<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

const codesOf = new WeakMap<readonly Duty[], ReadonlySet<string>>();

/** The codes of a plan; gathered once as long as it is the same. */
function codesIn(plan: readonly Duty[]): ReadonlySet<string> {
  const before = codesOf.get(plan);
  if (before) return before;
  const codes = new Set(plan.map(({ code }) => code).filter((code) => code !== ''));
  codesOf.set(plan, codes);
  return codes;
}

/** Makes it of all duties of a rota, for the days that are named. */
export function copyOf(rota: RotaState, duties: readonly DutyState[], dates: readonly string[]): Copy {
  const days = new Set(dates);
  const byId = new Map<string, DutyState>();
  const places = new Map<string, HeldPlace[]>();
  const byCode = new Map<string, DutyState[]>();
  const byDay = new Map<string, DutyState[]>();
  const dayCodes = new Map<string, string[]>();
  for (const date of days)
    for (const state of dutiesBetween(duties, { from: date, to: `${date}~` })) {
      const { duty, withdrawn, filled } = state;
      byId.set(duty.duty, state);
      for (const { person, booking, pinned } of filled)
        put(places, cellKey(person, date), { person, booking, pinned, duty });
      if (withdrawn) continue;
      put(byDay, date, state);
      if (duty.code === '') continue;
      if (!byCode.has(codeKey(date, duty.code))) put(dayCodes, date, duty.code);
      put(byCode, codeKey(date, duty.code), state);
    }
  return {
    rota,
    duty: (id) => byId.get(id),
    placesIn: (person, date) => places.get(cellKey(person, date)) ?? [],
    dutiesOf: (date, code) => byCode.get(codeKey(date, code)) ?? [],
    dutiesOn: (date) => byDay.get(date) ?? [],
    codesOn: (date) => dayCodes.get(date) ?? [],
    codes: () => codesIn(planOf(duties)),
  };
}
