import { type Duty, instantOf, referenceAverage, rulesClock } from '@weft/rostering';
import type { Network } from '../facts/network-facts.ts';
import type { JudgedPerson } from '../findings/judge.ts';
import { contractedMinutes, frameOf, workMinutesOf } from '../lines/rule-person.ts';
import type { LineState } from '../lines/state.ts';
import { ZONE } from '../zone.ts';
import type { GridPerson } from './grid-shape.ts';

/** What a row's head says of hours, nights and weekends. */
export type RowFacts = Pick<GridPerson, 'hours' | 'carried' | 'average' | 'nights' | 'weekends'>;

/** Days [from, to) that are shown of a rota that began on a day, as the network is. */
export type Asked = {
  readonly from: string;
  readonly to: string;
  readonly rotaFrom: string;
  readonly network: Network;
};

/** Two days: more than a night or a weekend reaches over an end. */
const BESIDE = 2 * 86_400_000;
const REMEMBERED = 30;
type Kept = { readonly network: Network; readonly facts: RowFacts };
const kept = new WeakMap<LineState, Map<string, Kept>>();

/** Counts for one person; once as long as their line, their employments and the network are the same. */
export function rowFactsOf(one: JudgedPerson, asked: Asked): RowFacts {
  const { from, to, rotaFrom, network } = asked;
  const key = JSON.stringify([from, to, rotaFrom, one.person]);
  const known = kept.get(one.line) ?? new Map<string, Kept>();
  kept.set(one.line, known);
  const before = known.get(key);
  if (before?.network === network) return before.facts;
  const facts = count(one, asked);
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, { network, facts });
  return facts;
}

function count({ person, duties }: JudgedPerson, { from, to, rotaFrom, network }: Asked): RowFacts {
  const frame = frameOf({ from, to }, network.travelMinutes);
  const [first, end] = [instantOf(ZONE, from, '00:00'), instantOf(ZONE, to, '00:00')];
  const near = duties.filter((duty) => duty.end > first - BESIDE && duty.start < end + BESIDE);
  const { nights, weekends } = rulesClock(frame, { person, duties: near }, 0);
  const begun = instantOf(ZONE, rotaFrom, '00:00');
  return {
    hours: {
      rostered: hoursWithin(duties, first, end),
      contracted: contractedMinutes(person, { from, to }) / 60,
    },
    carried:
      rotaFrom < from
        ? hoursWithin(duties, begun, first) - contractedMinutes(person, { from: rotaFrom, to: from }) / 60
        : null,
    average: referenceAverage(frame, { person, duties }, to),
    nights,
    weekends: weekends.worked,
  };
}

/** Work of the duties that start in [first, end), in hours. */
function hoursWithin(duties: readonly Duty[], first: number, end: number): number {
  let minutes = 0;
  for (const duty of duties) if (duty.start >= first && duty.start < end) minutes += workMinutesOf(duty);
  return minutes / 60;
}
