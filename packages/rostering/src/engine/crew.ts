import type { Instance, Line } from './instance.ts';
import type { LineFound, LineJob } from './line-search.ts';

/** Asks for the cheapest line of each of these people. */
export type Ask = {
  readonly people: readonly number[];
  /** [day · codes + code] what working the cell earns. */
  readonly prices: Float64Array;
  readonly from: number;
  readonly to: number;
  /** [person] days that are fixed; null where none is. */
  readonly fix: readonly (Int16Array | null)[];
  /** [place in people] lines that cost this or more are of no interest. */
  readonly ceilings: Float64Array;
  /** [person] the roster that the days outside the window come from. */
  readonly lines: readonly Line[];
};

/** `line` is worth reading where `found` says that it keeps the rules. */
export type Priced = { readonly found: LineFound | null; readonly line: Line };
export type PriceAll = (ask: Ask) => readonly Priced[];

type Cheapest = (job: LineJob) => LineFound | null;

/** Prices one person after another on this thread. */
export function inTurn(cheapest: Cheapest): PriceAll {
  return ({ people, prices, from, to, fix, ceilings, lines }) =>
    people.map((person, place) => {
      const line = lines[person]!.slice();
      const ceiling = ceilings[place]!;
      return { found: cheapest({ person, prices, from, to, fix: fix[person]!, ceiling, quota: null, line }), line };
    });
}

/** Memory in which one thread asks and all answer. */
export type Crew = {
  /** Counts by the names below. */
  readonly control: Int32Array;
  readonly people: Int32Array;
  readonly prices: Float64Array;
  readonly ceilings: Float64Array;
  /** [person · days + day] */
  readonly lines: Int16Array;
  readonly fix: Int16Array;
  readonly isFixed: Uint8Array;
  /** [place] */
  readonly bounds: Float64Array;
  readonly outcomes: Uint8Array;
  /** [row] the prices of the whole, as they were when the crew was let go. */
  readonly rowPrices: Float64Array;
};

const TASK = 0;
const NEXT = 1;
const DONE = 2;
const CLOSED = 3;
const COUNT = 4;
const FROM = 5;
const TO = 6;
/** More than any place: nothing is to be taken. */
const NOTHING = 1 << 28;
const WAIT_MS = 100;
const [NO_LINE, NONE_BELOW, FOUND] = [0, 1, 2];

export function crewFor({ people, days, codes, rows }: Instance): Crew {
  const shared = (bytes: number) => new SharedArrayBuffer(Math.max(8, bytes));
  const n = people.length;
  const control = new Int32Array(shared(32));
  control[NEXT] = NOTHING;
  return {
    control,
    people: new Int32Array(shared(4 * n)),
    prices: new Float64Array(shared(8 * days * codes.length)),
    ceilings: new Float64Array(shared(8 * n)),
    lines: new Int16Array(shared(2 * n * days)),
    fix: new Int16Array(shared(2 * n * days)),
    isFixed: new Uint8Array(shared(n)),
    bounds: new Float64Array(shared(8 * n)),
    outcomes: new Uint8Array(shared(n)),
    rowPrices: new Float64Array(shared(8 * rows.length)),
  };
}

/** Prices with everybody who helps; each thread takes the next person who is left. */
export function leadCrew(crew: Crew, instance: Instance, cheapest: Cheapest): PriceAll {
  const { control } = crew;
  const { days } = instance;
  return (ask) => {
    crew.people.set(ask.people);
    crew.prices.set(ask.prices);
    crew.ceilings.set(ask.ceilings);
    for (const person of ask.people) {
      crew.lines.set(ask.lines[person]!, person * days);
      const fix = ask.fix[person]!;
      crew.isFixed[person] = fix ? 1 : 0;
      if (fix) crew.fix.set(fix, person * days);
    }
    control[COUNT] = ask.people.length;
    control[FROM] = ask.from;
    control[TO] = ask.to;
    Atomics.store(control, DONE, 0);
    Atomics.store(control, NEXT, 0);
    Atomics.add(control, TASK, 1);
    Atomics.notify(control, TASK);
    takeAll(crew, instance, cheapest);
    for (let done = Atomics.load(control, DONE); done < ask.people.length; done = Atomics.load(control, DONE))
      Atomics.wait(control, DONE, done, WAIT_MS);
    // Nobody may take a place of this task while the next one is written.
    Atomics.store(control, NEXT, NOTHING);
    return ask.people.map((person, place) => ({
      found:
        crew.outcomes[place] === NO_LINE
          ? null
          : { bound: crew.bounds[place]!, keepsRules: crew.outcomes[place] === FOUND },
      line: crew.lines.slice(person * days, (person + 1) * days),
    }));
  };
}

/** Lets the helpers go, with the prices of the whole. */
export function closeCrew(crew: Crew, rowPrices: Float64Array): void {
  crew.rowPrices.set(rowPrices);
  Atomics.store(crew.control, CLOSED, 1);
  Atomics.add(crew.control, TASK, 1);
  Atomics.notify(crew.control, TASK);
}

/** Helps until the crew is let go or it is over. Tells each line that was found. */
export function helpCrew(
  crew: Crew,
  instance: Instance,
  cheapest: Cheapest,
  isOver: () => boolean,
  tell: (person: number, line: Line) => void,
): void {
  const { control } = crew;
  let task = -1;
  while (!isOver() && Atomics.load(control, CLOSED) === 0) {
    Atomics.wait(control, TASK, task, WAIT_MS);
    task = Atomics.load(control, TASK);
    takeAll(crew, instance, cheapest, tell);
  }
}

function takeAll(
  crew: Crew,
  instance: Instance,
  cheapest: Cheapest,
  tell?: (person: number, line: Line) => void,
): void {
  const { control } = crew;
  const { days } = instance;
  for (;;) {
    const place = Atomics.add(control, NEXT, 1);
    if (place >= control[COUNT]!) return;
    const person = crew.people[place]!;
    const line = crew.lines.subarray(person * days, (person + 1) * days);
    const found = cheapest({
      person,
      prices: crew.prices,
      from: control[FROM]!,
      to: control[TO]!,
      fix: crew.isFixed[person] === 1 ? crew.fix.subarray(person * days, (person + 1) * days) : null,
      ceiling: crew.ceilings[place]!,
      quota: null,
      line,
    });
    crew.bounds[place] = found?.bound ?? 0;
    crew.outcomes[place] = found === null ? NO_LINE! : found.keepsRules ? FOUND! : NONE_BELOW!;
    if (found?.keepsRules) tell?.(person, line.slice());
    Atomics.add(control, DONE, 1);
    Atomics.notify(control, DONE);
  }
}
