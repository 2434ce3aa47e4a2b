/** What a solver had at a moment of its run. */
export type CurvePoint = { readonly seconds: number; readonly cost: number | null; readonly bound: number | null };

/** The middle value; of an even number, the mean of the two in the middle. Null counts as worse than any number. */
export function median(values: readonly (number | null)[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.map((value) => value ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const found = (sorted[Math.ceil(middle - 1)]! + sorted[Math.floor(middle)]!) / 2;
  return Number.isFinite(found) ? found : null;
}

/** Seconds until the cost was at most `target`; null where it never was. */
export function secondsToCost(curve: readonly CurvePoint[], target: number): number | null {
  return curve.find((point) => point.cost !== null && point.cost <= target)?.seconds ?? null;
}

/** How far a cost lies above the best known one, as a share of it. */
export function gapTo(best: number, cost: number): number {
  return best === 0 ? cost : (cost - best) / best;
}
