import type { api } from '../api.ts';
import { londonTime } from '../layout/london.ts';
import { counted, hours, momentOf, shortDay, timeOf } from '../layout/words.ts';

/** One's own rota as the platform tells it. */
export type MyRota = Awaited<ReturnType<typeof api.sharedRotas.myRota.get.query>>;
export type MyDuty = MyRota['duties'][number];
export type Dials = NonNullable<MyRota['dials']>;

/** One dial: its name, its number against its limit, and what that means in words. */
export type Dial = {
  readonly id: 'rolling' | 'rest' | 'average' | 'nights';
  readonly title: string;
  readonly value: number;
  /** Null where the person has opted out of the limit. */
  readonly limit: number | null;
  /** Whether the value has to stay at or under the limit; rest has to stay at or over it. */
  readonly isMost: boolean;
  readonly figure: string;
  readonly words: string;
  readonly rule: {
    readonly id: string;
    readonly plainWords: string;
    readonly source: string;
    readonly verify: boolean;
  };
};

/** Whether a dial stands within its limit, at it, or beyond. */
export function standOf({
  value,
  limit,
  isMost,
}: Pick<Dial, 'value' | 'limit' | 'isMost'>): 'within' | 'near' | 'beyond' {
  if (limit === null) return 'within';
  if (isMost ? value > limit : value < limit) return 'beyond';
  return (isMost ? value > limit * 0.9 : value < limit * 1.1) ? 'near' : 'within';
}

/** The dials that a person has, in the order in which they are read. */
export function dialsOf({ rolling, rest, average, nights }: Dials): readonly Dial[] {
  const dials: Dial[] = [];
  if (rolling) {
    const peak = rolling.ahead.reduce((most, each) => (each.hours > most.hours ? each : most), {
      date: '',
      hours: rolling.hours,
    });
    const ahead = peak.date
      ? `The most to come is ${hours(peak.hours)}, in the 168 hours that end on ${shortDay(peak.date)}.`
      : 'It will be no more in the three weeks to come.';
    dials.push({
      id: 'rolling',
      title: 'Last 168 hours',
      value: rolling.hours,
      limit: rolling.limit,
      isMost: true,
      figure: `${hours(rolling.hours)} of ${rolling.limit} h`,
      words: `You have worked ${hours(rolling.hours)} hours in the last 168; at most ${rolling.limit} are allowed. ${ahead}`,
      rule: rolling.rule,
    });
  }
  if (rest) {
    dials.push({
      id: 'rest',
      title: 'Rest before the next duty',
      value: rest.hours,
      limit: rest.limit,
      isMost: false,
      figure: `${hours(rest.hours)} h, at least ${rest.limit}`,
      words: `Before the duty that starts ${momentOf(rest.startsAt)} you rest ${hours(rest.hours)} hours, travel taken out; at least ${rest.limit} are owed.`,
      rule: rest.rule,
    });
  }
  if (average) {
    const limit = average.limit === null ? 'you have opted out of the limit' : `at most ${average.limit} are allowed`;
    dials.push({
      id: 'average',
      title: `Average over ${average.weeks} weeks`,
      value: average.hoursPerWeek,
      limit: average.limit,
      isMost: true,
      figure: `${hours(average.hoursPerWeek)}${average.limit === null ? '' : ` of ${average.limit}`} h a week`,
      words: `In the fullest ${average.weeks} weeks that hold today, from ${shortDay(average.from)}, you work ${hours(average.hoursPerWeek)} hours a week, leave taken out; ${limit}.`,
      rule: average.rule,
    });
  }
  if (nights) {
    const { limit, run, rule } = nights;
    dials.push({
      id: 'nights',
      title: 'Nights in a row',
      value: run?.inARow ?? 0,
      limit,
      isMost: true,
      figure: `${run?.inARow ?? 0} of ${limit}`,
      words: run ? runWords(run, limit) : `No night is in sight. At most ${limit} may follow each other.`,
      rule,
    });
  }
  return dials;
}

function runWords(
  { inARow, from, to, restUntil }: NonNullable<NonNullable<Dials['nights']>['run']>,
  limit: number,
): string {
  const left = limit - inARow;
  const more =
    left > 0 ? ` ${counted(left, 'further night')} could follow.` : left === 0 ? ' No further one may follow.' : '';
  const free = `${shortDay(londonTime(restUntil).slice(0, 10))}, ${timeOf(restUntil)}`;
  return `From ${shortDay(from)} to ${shortDay(to)} you work ${counted(inARow, 'night')} in a row; at most ${limit}.${more} After the last one you are free until ${free}.`;
}
