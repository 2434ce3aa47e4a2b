import type { DutyState } from '../board/state.ts';

/** How bad an empty place is: 3, nobody of the role is at the site then; 2, the duty has nobody; 1, it is short. */
export type Harm = 1 | 2 | 3;

/** Judges empty places among all duties of their rota that are not withdrawn. */
export function harmAmong(duties: readonly DutyState[]): (gap: DutyState) => Harm {
  const held = Map.groupBy(
    duties.filter(({ withdrawn, filled }) => !withdrawn && filled.length > 0),
    placeOf,
  );
  return (gap) => {
    if (gap.filled.length > 0) return 1;
    const { start, end } = gap.duty;
    const isCovered = held.get(placeOf(gap))?.some(({ duty }) => duty.start < end && duty.end > start);
    return isCovered ? 2 : 3;
  };
}

const placeOf = ({ duty: { site, role } }: DutyState) => `${site} ${role}`;
