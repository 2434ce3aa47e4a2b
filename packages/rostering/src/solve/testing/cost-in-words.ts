import { checkPerson } from '../../check.ts';
import type { Duty, Gap, Placement, Problem } from '../../model.ts';
import { localDateOf } from '../../zone.ts';
import { burdenOf } from '../local-facts.ts';

type Rostered = { readonly placements: readonly Placement[]; readonly gaps: readonly Pick<Gap, 'duty' | 'places'>[] };

/** The cost as the model's words say it, counted from the roster alone. */
export function costInWords({ frame, people, duties, weights }: Problem, roster: Rostered): number {
  const { zone, period } = frame;
  const wte = (id: string) =>
    people.find((person) => person.id === id)!.employments.reduce((sum, each) => sum + each.wte, 0);
  const fairShare = (id: string, burden: 'night' | 'weekend') => {
    let share = 0;
    for (const duty of duties) {
      if (!duty.eligible.includes(id) || !burdenOf(zone, duty)[burden]) continue;
      share += (duty.count * wte(id)) / duty.eligible.reduce((sum, each) => sum + wte(each), 0);
    }
    return Math.ceil(share - 1e-9);
  };
  const minutes = (duty: Duty) => {
    const date = localDateOf(zone, duty.start);
    if (date < period.from || date >= period.to) return 0;
    return duty.kind === 'on-call' ? duty.expectedWorkMinutes : (duty.end - duty.start) / 60_000;
  };

  let cost = roster.gaps.reduce(
    (sum, gap) => sum + gap.places * duties.find((duty) => duty.id === gap.duty)!.gapCost,
    0,
  );
  for (const person of people) {
    const placed = roster.placements.filter((each) => each.person === person.id).map((each) => each.duty);
    const own = duties.filter((duty) => placed.includes(duty.id));
    // Of what begins at once, the problem's own duties come first, in its order.
    const line = [...own, ...person.elsewhere].sort((a, b) => a.start - b.start);
    const work = line.reduce((sum, duty) => sum + minutes(duty), 0);
    if (person.contractedMinutes !== null) {
      cost += weights.hoursBalance * Math.round(((work - person.contractedMinutes) / 60) ** 2);
    }
    for (const burden of ['night', 'weekend'] as const) {
      const over = own.filter((duty) => burdenOf(zone, duty)[burden]).length - fairShare(person.id, burden);
      cost += weights.fairness * Math.max(0, over) ** 2;
    }
    for (let at = 1; at < line.length; at++) {
      const [from, to] = [line[at - 1]!.site, line[at]!.site];
      if (from !== to) cost += weights.travelMinute * frame.travelMinutes(from, to);
    }
    const findings = checkPerson(frame, person, line);
    cost += weights.softFinding * findings.filter((finding) => finding.severity === 'soft').length;
  }
  return cost;
}
