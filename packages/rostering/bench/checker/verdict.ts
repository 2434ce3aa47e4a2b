/** What a checker says of a roster. */
export type Verdict = {
  /** The whole cost, soft rules and cover; without the hard breaks. */
  readonly cost: number;
  /** How many hard breaks. */
  readonly hard: number;
  /** The first ten of them in words. */
  readonly breaks: readonly string[];
};

/** Collects hard breaks. */
export function breakList(): { add: (text: string, times?: number) => void; count: () => number; first: string[] } {
  const first: string[] = [];
  let hard = 0;
  return {
    first,
    count: () => hard,
    add: (text, times = 1) => {
      hard += times;
      if (times > 0 && first.length < 10) first.push(text);
    },
  };
}

/** Runs of equal values: [from, to). */
export function runsOf(values: readonly boolean[]): { from: number; to: number; value: boolean }[] {
  const runs: { from: number; to: number; value: boolean }[] = [];
  values.forEach((value, at) => {
    const last = runs.at(-1);
    if (last?.value === value) last.to = at + 1;
    else runs.push({ from: at, to: at + 1, value });
  });
  return runs;
}
