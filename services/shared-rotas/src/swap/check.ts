import { isRejection, type Rejection, type Rows, reject } from '@weft/eventing';
import { checkPerson, type Finding, newFindings } from '@weft/rostering';
import { now } from '../board/moment.ts';
import { type DutyState, dutyNow, type RotaState, rotaAt } from '../board/state.ts';
import { isOverlapping } from '../diary/judge.ts';
import type { Network } from '../facts/network-facts.ts';
import { type KnownPerson, knownPerson, presentIdOf } from '../facts/workforce-facts.ts';
import { rotaFindingOf } from '../findings/rota-finding.ts';
import { frameOf, ruleDutyOf, rulePersonOf } from '../lines/rule-person.ts';
import { type LineState, linesAt } from '../lines/state.ts';
import { eligibleFor } from '../who-can-fill/ask.ts';
import { openDutyOf } from '../who-can-fill/candidates.ts';
import type { SwapPlace } from './events.ts';

/** What one person's side of a swap would break. */
export type SideCheck = {
  readonly person: string;
  readonly name: string;
  readonly isPossible: boolean;
  /** Why not, in words; null when it is possible. */
  readonly because: string | null;
  /** What is new or worse with it. */
  readonly findings: readonly Finding[];
};

type Facts = { readonly rows: Rows; readonly network: Network };
type Side = {
  readonly known: KnownPerson;
  readonly line: LineState;
  readonly takes: { readonly duty: DutyState['duty']; readonly rota: Pick<RotaState, 'period'> } | null;
  readonly gives: string | null;
};

const befores = new WeakMap<LineState, Map<string, readonly Finding[]>>();

/** What the rules say of a line as it is: asked once for a period as long as the line is the same. */
function findingsBefore(line: LineState, period: RotaState['period'], judge: () => readonly Finding[]) {
  const kept = befores.get(line) ?? new Map<string, readonly Finding[]>();
  befores.set(line, kept);
  const key = `${period.from} ${period.to}`;
  const before = kept.get(key) ?? judge();
  kept.set(key, before);
  return before;
}

/** Whether a person may take a duty and give another away: the gate, their time, and the rules on all that they hold. */
export function checkSide({ network }: Facts, { known, line, takes, gives }: Side): SideCheck {
  const who = { person: known.person, name: known.name };
  const no = (because: string, findings: readonly Finding[] = []) => ({ ...who, isPossible: false, because, findings });
  if (!takes) return { ...who, isPossible: true, because: null, findings: [] };
  const { duty, rota } = takes;
  const gate = eligibleFor(known, duty, network);
  if (isRejection(gate)) return no(gate.because);
  const others = line.bookings.filter((booking) => booking.duty !== gives);
  if (others.some((booking) => booking.duty === duty.duty))
    return no(`${known.name} holds a place on this duty already.`);
  if (others.some((booking) => isOverlapping(booking, duty)))
    return no(`${known.name} is already working at that time.`);
  const frame = frameOf(rota.period, network.travelMinutes);
  const person = rulePersonOf(known, line, rota.period);
  const before = findingsBefore(line, rota.period, () => checkPerson(frame, person, line.bookings.map(ruleDutyOf)));
  const findings = newFindings(before, checkPerson(frame, person, [...others.map(ruleDutyOf), openDutyOf(duty)]));
  const hard = findings.find(({ severity }) => severity === 'hard');
  if (!hard) return { ...who, isPossible: true, because: null, findings };
  return no(`${known.name}: ${rotaFindingOf(hard, null, () => true).sentence}`, findings);
}

/** A duty with its rota, and whether a place on it is still held as it was. */
function heldNow(rows: Rows, { duty, booking }: SwapPlace) {
  const state = dutyNow(rows, duty);
  const rota = state && rotaAt(rows, state.duty.rota, now);
  if (!state || !rota || state.withdrawn || !state.filled.some((place) => place.booking === booking)) return null;
  return { duty: state.duty, rota };
}

/** Both sides of a swap as the views show them; a refusal when a duty is no longer held by whoever would give it. */
export function checkSwap(
  facts: Facts,
  {
    place,
    taker,
    inReturn,
  }: { readonly place: SwapPlace; readonly taker: string; readonly inReturn: SwapPlace | null },
): readonly [giver: SideCheck, taker: SideCheck] | Rejection {
  const { rows } = facts;
  const given = heldNow(rows, place);
  const back = inReturn && heldNow(rows, inReturn);
  if (!given || (inReturn && !back))
    return reject('not-on-duty', 'Somebody has changed one of these duties since. Look at them, and ask again.');
  const sideOf = (id: string, takes: Side['takes'], gives: string | null) => {
    const person = presentIdOf(rows, id);
    const known = knownPerson(rows, person);
    const [line] = linesAt(rows, [person], now);
    if (!known || !line) throw new Error(`Person ${person} takes part in a swap, and nothing is known of them.`);
    return checkSide(facts, { known, line, takes, gives });
  };
  return [sideOf(place.person, back, place.duty), sideOf(taker, given, inReturn?.duty ?? null)];
}

/** Why a swap is not possible, as a refusal for one of its people or, with null, for a manager; null when it is. */
export function refusalOfSwap(checked: ReturnType<typeof checkSwap>, reader: string | null): Rejection | null {
  if (isRejection(checked)) return checked;
  const stopped = checked.filter(({ isPossible }) => !isPossible);
  if (stopped.length === 0) return null;
  const words = stopped.map(({ person, name, because }) =>
    reader === null || reader === person ? because : `A rule, leave or work stands against it for ${name}.`,
  );
  return reject('swap-not-possible', words.join(' '));
}
