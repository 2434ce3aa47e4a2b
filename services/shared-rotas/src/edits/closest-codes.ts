/** So many guesses are named. */
const MOST = 3;

/** How many letters have to be put in, taken out, changed or swapped with their neighbour to turn one word into the other. */
function distance(a: string, b: string): number {
  let [older, before]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (older[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [older, before] = [before, row];
  }
  return before[b.length] ?? 0;
}

/** The codes that somebody may have meant, the likeliest first: at most three, none that is all different. */
export function closestCodes(typed: string, codes: Iterable<string>): string[] {
  const wanted = typed.toLowerCase();
  return [...new Set(codes)]
    .filter((code) => code !== '')
    .map((code) => {
      const known = code.toLowerCase();
      const begins = known.startsWith(wanted) || wanted.startsWith(known);
      return { code, far: begins ? 0.5 : distance(wanted, known), longest: Math.max(known.length, wanted.length) };
    })
    .filter(({ far, longest }) => far <= longest / 2)
    .sort((a, b) => a.far - b.far || (a.code < b.code ? -1 : 1))
    .slice(0, MOST)
    .map(({ code }) => code);
}
