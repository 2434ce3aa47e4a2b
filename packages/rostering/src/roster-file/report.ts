import type { Contradiction } from '../engine/contradiction.ts';
import { type Difference, type Explanation, explainRoster, type Reason } from '../engine/explain.ts';
import { type Instance, OFF, type Ruled } from '../engine/instance.ts';
import type { EngineProgress, Solution } from '../engine/solution.ts';

/** What is told of a run, apart from how. */
export type Run = {
  readonly ruled: Ruled;
  readonly solution: Solution;
  /** As judged after the run; Infinity when hard rules are broken. */
  readonly cost: number;
  readonly underMinimum: number | null;
  readonly memoryMb: number;
  readonly seed: number;
  readonly threads: number;
  readonly explanation: Explanation | null;
  /** Of people without any line: what contradicts what. */
  readonly contradictions: readonly Contradiction[];
  /** From the roster that the run started from. */
  readonly difference: Difference | null;
};

/** The run as one object for JSON; null stands for what is not known or not finite. */
export function asJson({ ruled, solution, cost, explanation, contradictions, difference, ...run }: Run) {
  const { instance } = ruled;
  const { bound, isOptimal, seconds, stoppedBy, curve } = solution;
  return {
    name: instance.name,
    people: instance.people.length,
    days: instance.days,
    cost: finite(cost),
    bound,
    gap: gapOf(cost, bound),
    isOptimal,
    ...run,
    seconds: rounded(seconds),
    stoppedBy,
    curve: curve.map((point) => ({ seconds: rounded(point.seconds), cost: finite(point.cost), bound: point.bound })),
    broken: brokenOf(ruled, solution, contradictions).map(({ id, reasons, contradiction }) => ({
      person: id,
      reasons: reasons.map((reason) => reasonAsJson(instance, reason)),
      contradiction: contradiction && {
        rules: contradiction.rules.map(({ id: rule, words }) => ({ rule, words })),
        fixed: fixedWords(instance, contradiction),
        isMinimal: contradiction.isMinimal,
      },
    })),
    ...(explanation === null ? {} : { explanation: explanationAsJson(instance, explanation) }),
    ...(difference === null ? {} : { difference }),
  };
}

/** The run as a short table. */
export function asText(run: Run): string {
  const { ruled, solution, cost, underMinimum, memoryMb, explanation, contradictions, difference } = run;
  const { instance } = ruled;
  const gap = gapOf(cost, solution.bound);
  const rows: (readonly [string, string])[] = [
    [
      'instance',
      `${instance.name}: ${instance.people.length} people, ${instance.days} days, ${instance.codes.length} codes`,
    ],
    ['cost', Number.isFinite(cost) ? `${cost}` : 'hard rules are broken'],
    ['bound', solution.bound === null ? 'none' : `${solution.bound}`],
    ['gap', solution.isOptimal ? 'none: nothing is better' : percent(gap)],
    ...(underMinimum === null || underMinimum === 0
      ? []
      : [['under minimum', `${underMinimum} people are missing`] as const]),
    ['stopped by', `${solution.stoppedBy} after ${solution.seconds.toFixed(1)} s`],
    ['memory', `${memoryMb} MB`],
  ];
  const lines = rows.map(([name, value]) => `${name.padEnd(14)}${value}`);
  for (const { id, reasons, contradiction } of brokenOf(ruled, solution, contradictions)) {
    lines.push(
      `Hard rules of ${id} that are broken:`,
      ...reasons.map((reason) => `  ${reasonAsText(instance, reason)}`),
      ...(contradiction === null ? [] : contradictionAsText(instance, id, contradiction)),
    );
  }
  if (explanation !== null) lines.push('', ...explanationAsText(instance, explanation));
  if (difference !== null) lines.push('', ...differenceAsText(difference));
  return `${lines.join('\n')}\n`;
}

/** A line for standard error. */
export function progressAsText({ seconds, stage, cost, bound }: EngineProgress): string {
  const told = Number.isFinite(cost) ? `cost ${cost}` : 'no roster yet';
  const below = bound === null ? '' : `  bound ${bound}  gap ${percent(gapOf(cost, bound))}`;
  return `${seconds.toFixed(1).padStart(7)} s  ${stage.padEnd(14)}  ${told}${below}\n`;
}

type Broken = {
  readonly id: string;
  readonly reasons: readonly Reason[];
  readonly contradiction: Contradiction | null;
};

/** People whose lines break hard rules, which, and what leaves them without a line. */
function brokenOf(ruled: Ruled, { broken, lines }: Solution, contradictions: readonly Contradiction[]): Broken[] {
  if (broken.length === 0) return [];
  const hard = Map.groupBy(
    explainRoster(ruled, lines).reasons.filter(({ cost }) => cost === Number.POSITIVE_INFINITY),
    ({ person }) => person,
  );
  return broken.map((person) => ({
    id: ruled.instance.people[person]!.id,
    reasons: hard.get(person) ?? [],
    contradiction: contradictions.find((each) => each.person === person) ?? null,
  }));
}

function contradictionAsText(instance: Instance, id: string, contradiction: Contradiction): string[] {
  const { rules, isMinimal } = contradiction;
  const head = isMinimal
    ? `No line of ${id} keeps all of these at once; without any one of them there would be one:`
    : `No line of ${id} keeps all of these at once, and perhaps not all are needed for that:`;
  return [
    head,
    ...rules.map(({ id: rule, words }) => `  ${rule}: ${words}`),
    ...fixedWords(instance, contradiction).map((words) => `  ${words}`),
  ];
}

/** What is fixed, in words; days of the same kind together. */
function fixedWords({ codes }: Instance, { fixed }: Contradiction): string[] {
  const said = fixed.map((each) => {
    if (each.kind === 'day-off') return { what: 'Has a day off', day: each.day };
    if (each.kind === 'work') return { what: 'Must work', day: each.day };
    return { what: `May not work ${codes[each.code]}`, day: each.day };
  });
  return [...Map.groupBy(said, ({ what }) => what)].map(([what, own]) => {
    const days = own.flatMap(({ day }) => day ?? []);
    if (days.length === 0) return `${what} at all`;
    return `${what} on ${days.length === 1 ? 'day' : 'days'} ${days.join(', ')}`;
  });
}

function explanationAsText(instance: Instance, { rules, people, reasons, cover }: Explanation): string[] {
  const tally = (name: string, { cost, breaks }: { readonly cost: number; readonly breaks: number }) =>
    `  ${String(cost).padStart(8)}  ${breaks === 0 ? '' : `${breaks} broken  `}${name}`;
  const dear = people.filter(({ cost, breaks }) => cost !== 0 || breaks > 0);
  return [
    'By rule:',
    ...rules.map((each) => tally(each.rule, each)),
    'By person:',
    ...dear.map((each) => tally(each.id, each)),
    'Each reason:',
    ...reasons.map((reason) => `  ${instance.people[reason.person]!.id}: ${reasonAsText(instance, reason)}`),
    'Cover:',
    ...cover.map(({ row, count, cost }) => `  ${String(cost).padStart(8)}  ${row}: ${count}`),
  ];
}

function differenceAsText({ cells, rules, people }: Difference): string[] {
  const step = ({ name, before, after }: Difference['rules'][number]) =>
    `  ${name}: ${before.cost} → ${after.cost}${before.breaks + after.breaks === 0 ? '' : `, broken ${before.breaks} → ${after.breaks}`}`;
  return [
    `Since the roster to start from: ${cells} cells of ${people.length} people`,
    ...rules.map(step),
    ...people.map((each) => `${step(each)} (${each.cells} cells)`),
  ];
}

function reasonAsText({ codes }: Instance, { rule, words, day, code, sum, cost }: Reason): string {
  const where = day === null ? '' : `day ${day} ${code === OFF ? 'off' : codes[code!]}: `;
  const found = sum === null ? '' : `, found ${sum}`;
  return `${where}${rule}: ${words}${found}: ${Number.isFinite(cost) ? cost : 'broken'}`;
}

function reasonAsJson({ codes }: Instance, { rule, words, day, code, sum, cost }: Reason) {
  return { rule, words, day, code: code === null || code === OFF ? null : codes[code]!, sum, cost: finite(cost) };
}

function explanationAsJson(instance: Instance, { reasons, ...explanation }: Explanation) {
  const told = reasons.map((reason) => ({
    person: instance.people[reason.person]!.id,
    ...reasonAsJson(instance, reason),
  }));
  return { ...explanation, reasons: told };
}

/** (cost − bound) / cost; null where it is not known. */
function gapOf(cost: number, bound: number | null): number | null {
  if (bound === null || !Number.isFinite(cost)) return null;
  return cost <= bound ? 0 : (cost - bound) / Math.abs(cost);
}

function percent(gap: number | null): string {
  return gap === null ? 'not known' : `${(gap * 100).toFixed(2)} %`;
}

function finite(cost: number): number | null {
  return Number.isFinite(cost) ? cost : null;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
