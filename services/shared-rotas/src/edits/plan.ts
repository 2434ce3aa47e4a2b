import { isRejection, type Rejection, reject } from '@weft/eventing';
import type { DutyState } from '../board/state.ts';
import { type Edit, refusePast } from '../duty/decider.ts';
import type { Duty, Override } from '../duty/events.ts';
import type { Network } from '../facts/network-facts.ts';
import type { KnownPerson } from '../facts/workforce-facts.ts';
import type { Eligible } from '../gate/eligibility.ts';
import { verdictFor } from '../who-can-fill/ask.ts';
import { closestCodes } from './closest-codes.ts';
import type { Copy, HeldPlace } from './copy.ts';

/** A place that somebody is to have. `override`: their hard findings pass, as they did before. */
export type WantedPlace = { readonly duty: string; readonly pinned: boolean; readonly override: Override | null };

/** What is to become of one cell. */
export type Target = {
  /** The id that the person goes by now. */
  readonly person: string;
  readonly date: string;
  /** Its number in the edit. */
  readonly index: number;
  readonly wish:
    | { readonly to: 'code'; readonly code: string; readonly extra: boolean }
    /** `only`: these bookings; null for all of the cell. */
    | { readonly to: 'pin'; readonly pinned: boolean; readonly only: readonly string[] | null }
    /** Exactly these duties, and nothing else of the rota on that day. */
    | { readonly to: 'hold'; readonly places: readonly WantedPlace[] };
};

export type PlannedFill = {
  readonly duty: Duty;
  readonly eligible: Eligible;
  readonly pinned: boolean;
  readonly override: Override | null;
  /** Set when the duty is opened for it: the one that it is like. */
  readonly like: Duty | null;
};

/** One cell, and what will be done in it; nothing is when it is refused. */
export type PlannedCell = {
  readonly target: Target;
  readonly keeps: readonly HeldPlace[];
  readonly clears: readonly HeldPlace[];
  readonly fills: readonly PlannedFill[];
  readonly pins: readonly HeldPlace[];
  readonly refused: Rejection | null;
  /** Of a refused cell, the duty that was looked at first; null where there was none. */
  readonly sought: DutyState | null;
};

export type Around = {
  readonly copy: Copy;
  readonly network: Network;
  readonly knownOf: (person: string) => KnownPerson | null;
  readonly edit: Edit;
  /** The id of the duty that the nth cell opens. */
  readonly extraId: (index: number) => Duty['duty'];
  /** Duties that are opened again for whoever is to hold them. */
  readonly reopened: ReadonlySet<string>;
};

const NOTHING = { keeps: [], clears: [], fills: [], pins: [] } as const;

/** What a cell lets go, and what it still has to find. */
type Wanted = Pick<PlannedCell, 'target' | 'keeps' | 'clears' | 'pins'> & { readonly places: readonly Wish[] };
type Wish = {
  readonly among: readonly DutyState[];
  readonly pinned: boolean;
  readonly override: Override | null;
  readonly extra: boolean;
  readonly code: string;
};

/** Plans cells together: a place that one of them gives up is free for another. */
export function planCells(targets: readonly Target[], around: Around): PlannedCell[] {
  const wanted = targets.map((target) => wantedIn(target, around));
  const room = new Map<string, number>();
  const roomOn = ({ duty, filled }: DutyState) => room.get(duty.duty) ?? duty.count - filled.length;
  for (const one of wanted)
    if (!isRejection(one))
      for (const { duty } of one.clears) {
        const state = around.copy.duty(duty.duty);
        if (state) room.set(duty.duty, roomOn(state) + 1);
      }
  return wanted.map((one, at): PlannedCell => {
    const target = targets[at]!;
    if (isRejection(one)) return { target, ...NOTHING, refused: one, sought: null };
    const fills: PlannedFill[] = [];
    for (const wish of one.places) {
      const found = findPlace(wish, { target, roomOn, around });
      if (isRejection(found)) return { target, ...NOTHING, refused: found, sought: wish.among[0] ?? null };
      fills.push(found.fill);
      if (found.state) room.set(found.state.duty.duty, roomOn(found.state) - 1);
    }
    const { keeps, clears, pins } = one;
    const refused = clears.map(({ duty }) => refusePast(duty, around.edit)).find((past) => past !== null) ?? null;
    return refused
      ? { target, ...NOTHING, refused, sought: null }
      : { target, keeps, clears, fills, pins, refused: null, sought: null };
  });
}

function wantedIn(target: Target, { copy, knownOf, reopened }: Around): Wanted | Rejection {
  const { person, date, wish } = target;
  const { from, to } = copy.rota.period;
  if (date < from || date >= to)
    return reject('outside-rota', `The rota runs from ${from} until ${to}; ${date} lies outside.`);
  if (!knownOf(person))
    return reject('person-unknown', `Nobody is known as ${person}. Their employer can register them.`);
  const held = copy.placesIn(person, date);
  switch (wish.to) {
    case 'pin': {
      const { pinned, only } = wish;
      const pins = held.filter((one) => one.pinned !== pinned && (only === null || only.includes(one.booking)));
      return { target, keeps: held, clears: [], pins, places: [] };
    }
    case 'code': {
      const { code, extra } = wish;
      const among = copy.dutiesOf(date, code);
      if (among.length === 0) return noDuty(copy, { code, date });
      const same = held.find(({ duty }) => among.some((one) => one.duty.duty === duty.duty));
      const places = same ? [] : [{ among, pinned: false, override: null, extra, code }];
      return { target, keeps: same ? [same] : [], clears: held.filter((one) => one !== same), pins: [], places };
    }
    case 'hold': {
      const places: Wish[] = [];
      const keeps: HeldPlace[] = [];
      for (const { duty, pinned, override } of wish.places) {
        const same = held.find((one) => one.duty.duty === duty);
        const state = copy.duty(duty);
        if (same) keeps.push(same);
        else if (!state || state.duty.date !== date)
          return reject('no-such-duty', `This rota has no duty ${duty} on ${date}.`);
        else if (state.withdrawn && !reopened.has(duty)) return reject('withdrawn', 'The duty was withdrawn.');
        else places.push({ among: [state], pinned, override, extra: false, code: state.duty.code });
      }
      return { target, keeps, clears: held.filter((one) => !keeps.includes(one)), pins: [], places };
    }
    default:
      return wish satisfies never;
  }
}

function noDuty(copy: Copy, { code, date }: { readonly code: string; readonly date: string }): Rejection {
  const wanted = code.trim().toLowerCase();
  const isKnown = [...copy.codes()].some((one) => one.toLowerCase() === wanted);
  const closest = closestCodes(wanted, isKnown ? copy.codesOn(date) : copy.codes());
  const meant = closest.length > 0 ? ` Did you mean ${closest.join(' or ')}?` : '';
  return isKnown
    ? reject('no-duty-that-day', `No duty ${code} is needed on ${date}.${meant}`, { closest })
    : reject('unknown-code', `This rota has no code ${code}.${meant}`, { closest });
}

type Looking = {
  readonly target: Target;
  readonly roomOn: (state: DutyState) => number;
  readonly around: Around;
};

/** A free place for a wish: one that the gate lets the person take, their home site first; else why there is none. */
function findPlace(
  { among, pinned, override, extra, code }: Wish,
  { target, roomOn, around }: Looking,
): { readonly fill: PlannedFill; readonly state: DutyState | null } | Rejection {
  const { network, knownOf, edit, extraId } = around;
  const { person, date, index } = target;
  const known = knownOf(person) as KnownPerson;
  const free = among.filter((state) => roomOn(state) > 0);
  const asked = free.length > 0 ? free : extra ? among : [];
  if (asked.length === 0) {
    const places = among.reduce((sum, { duty }) => sum + duty.count, 0);
    const what = places === 1 ? `The place of ${code} on ${date} is` : `All ${places} places of ${code} on ${date} are`;
    return reject('full', `${what} taken.`);
  }
  const tried = asked.map((state) => ({ state, verdict: verdictFor(known, state.duty, network) }));
  const possible = tried.flatMap(({ state, verdict }) => (isRejection(verdict) ? [] : [{ state, eligible: verdict }]));
  const best = possible.find(({ state, eligible }) => eligible.employment.homeSite === state.duty.site) ?? possible[0];
  if (!best) return tried[0]?.verdict as Rejection;
  const { state, eligible } = best;
  const past = refusePast(state.duty, edit);
  if (past) return past;
  const fill = { eligible, pinned, override };
  if (free.length > 0) return { fill: { ...fill, duty: state.duty, like: state.withdrawn ? state.duty : null }, state };
  const opened = { ...state.duty, duty: extraId(index), template: null, count: 1 };
  return { fill: { ...fill, duty: opened, like: state.duty }, state: null };
}
