import { type Duty, instantOf, referenceAverage, rulesClock } from '@weft/rostering';
import type { Network } from '../facts/network-facts.ts';
import type { JudgedPerson } from '../findings/judge.ts';
import { contractedMinutes, frameOf, workMinutesOf } from '../lines/rule-person.ts';
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
const known = new WeakMap<JudgedPerson, Map<string, RowFacts>>();

/** Counts for one person; once as long as what is judged of them is the same. */
export function rowFactsOf(one: JudgedPerson, asked: Asked): RowFacts {
  const key = [asked.from, asked.to, asked.rotaFrom].join();
  const before = known.get(one) ?? new Map<string, RowFacts>();
  known.set(one, before);
  const facts = before.get(key) ?? count(one, asked);
  if (before.size >= REMEMBERED) before.clear();
  before.set(key, facts);
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
