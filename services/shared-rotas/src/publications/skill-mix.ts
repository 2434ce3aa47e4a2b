import type { DutyState } from '../board/state.ts';

/** A stretch on which people of a service work while the duty that asks for a grade or skill has nobody. */
export type SkillGap = { readonly state: DutyState; readonly working: number };

/** Duties that ask for a grade or skill and are empty while others of the service work at the site. */
export function skillGaps(duties: readonly DutyState[]): SkillGap[] {
  const there = duties.filter(({ withdrawn }) => !withdrawn);
  const working = Map.groupBy(
    there.filter(({ filled }) => filled.length > 0),
    placeOf,
  );
  return there
    .filter(({ duty, filled }) => filled.length === 0 && (duty.skill !== null || duty.grades.length > 0))
    .flatMap((state) => {
      const { start, end } = state.duty;
      const beside = (working.get(placeOf(state)) ?? []).filter(({ duty }) => duty.start < end && duty.end > start);
      // Somebody of the same role and skill covers the place, if thinly: that is a gap, not a missing skill.
      if (beside.length === 0 || beside.some(({ duty }) => duty.role === state.duty.role)) return [];
      return [{ state, working: beside.reduce((sum, { filled }) => sum + filled.length, 0) }];
    });
}

const placeOf = ({ duty: { site, service } }: DutyState) => `${site} ${service}`;
