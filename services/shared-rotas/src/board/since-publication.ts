import type { Duty } from '../duty/events.ts';
import type { DutyState } from './state.ts';

/** What differs from the last publication, of the duties shown. */
export type SincePublication = {
  /** The duty itself came, changed or went, or somebody came onto it or left it. */
  readonly isChanged: (duty: string) => boolean;
  readonly isNew: (duty: string, person: string) => boolean;
  /** Placements that were published and are no more, with the duty as it was published. */
  readonly taken: readonly { readonly person: string; readonly duty: Duty }[];
};

const nothing: SincePublication = { isChanged: () => false, isNew: () => false, taken: [] };

const byId = new WeakMap<readonly DutyState[], ReadonlyMap<string, DutyState>>();
function mapOf(published: readonly DutyState[]): ReadonlyMap<string, DutyState> {
  const before = byId.get(published);
  if (before) return before;
  const map = new Map(
    published.filter(({ withdrawn }) => !withdrawn).map((state) => [state.duty.duty as string, state]),
  );
  byId.set(published, map);
  return map;
}

/** Compared once for the same two duties: neither changes. */
const compared = new WeakMap<Duty, { readonly was: Duty; readonly isSame: boolean }>();
function isSameDuty(was: Duty, is: Duty): boolean {
  const before = compared.get(is);
  if (before?.was === was) return before.isSame;
  const isSame = Object.keys({ ...was, ...is }).every((name) => {
    const [one, other] = [was[name as keyof Duty], is[name as keyof Duty]];
    return typeof one === 'object' ? JSON.stringify(one) === JSON.stringify(other) : one === other;
  });
  compared.set(is, { was, isSame });
  return isSame;
}

type Published = { readonly all: readonly DutyState[]; readonly onDays: readonly DutyState[] };

const wholes = new WeakMap<
  readonly DutyState[],
  Map<string, { readonly was: readonly DutyState[]; readonly since: SincePublication }>
>();
const REMEMBERED = 30;

/** What `sincePublication` says of the days `key` of all duties of a rota; once as long as none of them changes. */
export function sinceForDays(
  {
    all,
    onDays,
    key,
  }: { readonly all: readonly DutyState[]; readonly onDays: readonly DutyState[]; readonly key: string },
  published: Published | null,
): SincePublication {
  if (!published) return nothing;
  const known = wholes.get(all) ?? new Map();
  wholes.set(all, known);
  const before = known.get(key);
  if (before?.was === published.all) return before.since;
  const since = sincePublication(onDays, published);
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, { was: published.all, since });
  return since;
}

/**
 * Compares the duties shown with all that was published (null: nothing was) and with the part of it that falls on the
 * days shown. Withdrawn duties count as gone.
 */
export function sincePublication(shown: readonly DutyState[], published: Published | null): SincePublication {
  if (!published) return nothing;
  const earlier = mapOf(published.all);
  const changed = new Set<string>();
  const fresh = new Map<string, Set<string>>();
  const held = new Map<string, DutyState>();
  for (const state of shown) {
    const { duty, withdrawn, filled } = state;
    if (withdrawn) continue;
    held.set(duty.duty, state);
    const was = earlier.get(duty.duty);
    if (!was || !isSameDuty(was.duty, duty)) changed.add(duty.duty);
    for (const { person } of filled) {
      if (was?.filled.some((place) => place.person === person)) continue;
      changed.add(duty.duty);
      fresh.set(duty.duty, (fresh.get(duty.duty) ?? new Set()).add(person));
    }
  }
  const taken: { person: string; duty: Duty }[] = [];
  for (const { duty, withdrawn, filled } of published.onDays) {
    if (withdrawn) continue;
    const is = held.get(duty.duty);
    if (!is) changed.add(duty.duty);
    for (const { person } of filled) {
      if (is?.duty.date === duty.date && is.filled.some((place) => place.person === person)) continue;
      changed.add(duty.duty);
      taken.push({ person, duty });
    }
  }
  return {
    isChanged: (duty) => changed.has(duty),
    isNew: (duty, person) => fresh.get(duty)?.has(person) === true,
    taken,
  };
}
