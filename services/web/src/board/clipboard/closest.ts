/** How many letters differ between two texts: put in, left out, other, or two next to each other changed over. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_none, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const before = rows[i - 1] as number[];
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(
        (before[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (before[j - 1] as number) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, ((rows[i - 2] as number[])[j - 2] as number) + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return (rows[a.length] as number[])[b.length] as number;
}

/** Up to three codes that a mistyped one may mean, nearest first; none that shares no letter with it. */
export function closest(text: string, codes: readonly string[]): string[] {
  const typed = text.toLowerCase();
  return codes
    .map((code) => ({ code, away: distance(typed, code.toLowerCase()) }))
    .filter(({ code, away }) => away < Math.max(typed.length, code.length))
    .sort((a, b) => a.away - b.away || (a.code < b.code ? -1 : 1))
    .slice(0, 3)
    .map(({ code }) => code);
}
