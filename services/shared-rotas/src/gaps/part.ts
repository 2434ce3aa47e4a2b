import type { Harm } from './harm.ts';

type Gap = {
  readonly state: { readonly duty: { readonly duty: string; readonly date: string; readonly start: string } };
  readonly harm: Harm;
};
type Asked = {
  /** 'harm': patients are harmed on a day, so by day, and within a day the worst first. */
  readonly order: 'start' | 'harm' | undefined;
  readonly limit: number;
  readonly after: string | undefined;
};

/** More than the worst harm: what is worse comes first. */
const WORST = 9;

/** A text by which gaps stand in order: each has its own. */
const placeOf = ({ state: { duty }, harm }: Gap, order: Asked['order']): string =>
  order === 'harm' ? `${duty.date} ${WORST - harm} ${duty.start} ${duty.duty}` : `${duty.start} ${duty.duty}`;

/**
 * The first gaps in order after a place, and the place from which the next are asked. A place says where in the order it
 * is and not which gap stood there: when that one is filled meanwhile, none is left out and none comes twice.
 */
export function partOf<Some extends Gap>(
  gaps: readonly Some[],
  { order, limit, after }: Asked,
): { readonly part: readonly Some[]; readonly next: string | null } {
  const placed = gaps
    .map((gap) => ({ gap, place: placeOf(gap, order) }))
    .filter(({ place }) => after === undefined || place > after)
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0));
  const part = placed.slice(0, limit);
  return {
    part: part.map(({ gap }) => gap),
    next: placed.length > limit ? (part.at(-1)?.place ?? null) : null,
  };
}
