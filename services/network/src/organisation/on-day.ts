import type { Organisation, OrganisationCode } from '@weft/contracts';

/** A value that holds on the days [from, to). */
export type Dated = { readonly from: string | null; readonly to: string | null };

/** Whether a dated value holds on a day. */
export const holdsOn = ({ from, to }: Dated, day: string): boolean =>
  (from === null || from <= day) && (to === null || day < to);

/** The name that an organisation had on a day; the nearest known one on days that no name covers. */
export function nameOn({ names }: Pick<Organisation, 'names'>, day: string): string {
  const covering = names.find((dated) => holdsOn(dated, day));
  if (covering) return covering.name;
  const byDate = [...names].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  const earlier = byDate.findLast(({ from }) => (from ?? '') <= day);
  return (earlier ?? (byDate[0] as { name: string })).name;
}

/** The code under which an organisation goes on a day: its own, or that of what it has become part of by then. */
export function codeOn(
  code: OrganisationCode,
  day: string,
  successorOf: (code: OrganisationCode) => Organisation['successor'] | undefined,
): OrganisationCode {
  const seen = new Set<OrganisationCode>();
  let current = code;
  for (;;) {
    seen.add(current);
    const successor = successorOf(current);
    if (!successor || successor.on > day || seen.has(successor.code)) return current;
    current = successor.code;
  }
}

/** The first two periods that share a day, or null. */
export function overlapping<Period extends Dated>(periods: readonly Period[]): readonly [Period, Period] | null {
  for (let i = 0; i < periods.length; i++)
    for (let j = i + 1; j < periods.length; j++) {
      const [a, b] = [periods[i] as Period, periods[j] as Period];
      const aEndsFirst = a.to !== null && b.from !== null && a.to <= b.from;
      const bEndsFirst = b.to !== null && a.from !== null && b.to <= a.from;
      if (!aEndsFirst && !bEndsFirst) return [a, b];
    }
  return null;
}

/** The first period that ends on or before its first day, or null. */
export const backwards = <Period extends Dated>(periods: readonly Period[]): Period | null =>
  periods.find(({ from, to }) => from !== null && to !== null && to <= from) ?? null;
