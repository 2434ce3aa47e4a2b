/** Changes (a letter added, left out or replaced, two neighbours swapped) that turn `a` into `b`. */
function lettersBetween(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min((previous[j] as number) + 1, (current[j - 1] as number) + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] as number) + 1);
      current.push(least);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] as number;
}

/** The one of `known` that `word` was probably meant to be, or null: at most a third of its letters differ. */
export function nearest(word: string, known: readonly string[]): string | null {
  const small = word.toLowerCase();
  let best: string | null = null;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const letters = lettersBetween(small, candidate.toLowerCase());
    if (letters >= least) continue;
    least = letters;
    best = candidate;
  }
  return best;
}
