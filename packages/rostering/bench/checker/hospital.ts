import { checkPerson } from '../../src/check.ts';
import type { Duty, Finding, Frame } from '../../src/model.ts';
import { newFindings } from '../../src/new-findings.ts';
import { type ProblemData, problemOf } from '../../src/solve/problem-data.ts';
import { addDays, instantOf, localDateOf, weekdayOf } from '../../src/zone.ts';
import { breakList, type Verdict } from './verdict.ts';

/**
 * Judges a roster of a hospital's problem: each person's whole line by every rule, compared with what pins and duties
 * elsewhere break alone, and the cost as the words of the model have it. Shares the rules with the engine, since they
 * are what the roster is for; the counting is its own.
 * @param text a line "duty, tab, person" for each placement, pins included
 */
export function checkHospital(data: ProblemData, text: string): Verdict {
  const breaks = breakList();
  const { frame, people, duties, pins, weights } = problemOf(data);
  const dutyOf = new Map(duties.map((duty) => [duty.id, duty]));
  const placeOf = new Map(duties.map(({ id }, at) => [id, at]));
  const byPlace = (a: Duty, b: Duty) => placeOf.get(a.id)! - placeOf.get(b.id)!;
  const placements = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t') as [string, string]);
  const held = new Map<string, Duty[]>(people.map(({ id }) => [id, []]));
  const pinned = new Set(pins.map(({ duty, person }) => `${duty}\t${person}`));
  const seen = new Set<string>();
  const filled = new Map<string, number>();
  for (const [duty, person] of placements) {
    const key = `${duty}\t${person}`;
    const open = dutyOf.get(duty);
    const line = held.get(person);
    if (!open || !line) breaks.add(`${duty} or ${person} is not of the problem`);
    else if (seen.has(key)) breaks.add(`${person} holds ${duty} twice`);
    else {
      if (!pinned.has(key) && !open.eligible.includes(person)) breaks.add(`${person} may not do ${duty}`);
      line.push(open);
      filled.set(duty, (filled.get(duty) ?? 0) + 1);
    }
    seen.add(key);
  }
  for (const pin of pinned) if (!seen.has(pin)) breaks.add(`the pin ${pin} is not kept`);
  const wteOf = new Map(
    people.map(({ id, employments }) => [id, employments.reduce((sum, { wte }) => sum + wte, 0) || 1]),
  );
  const shares = { night: new Map<string, number>(), weekend: new Map<string, number>() };
  const burden = new Map(duties.map((duty) => [duty.id, burdenOf(frame.zone, duty)]));
  let cost = 0;
  for (const { id, count, eligible, gapCost } of duties) {
    cost += gapCost * Math.max(0, count - (filled.get(id) ?? 0));
    const most = Math.max(count, pins.filter(({ duty }) => duty === id).length);
    if ((filled.get(id) ?? 0) > most) breaks.add(`${id} is held by more than ${most}`);
    const whole = eligible.reduce((sum, person) => sum + wteOf.get(person)!, 0);
    for (const kind of ['night', 'weekend'] as const) {
      if (!burden.get(id)![kind]) continue;
      for (const person of eligible) {
        shares[kind].set(person, (shares[kind].get(person) ?? 0) + (count * wteOf.get(person)!) / whole);
      }
    }
  }
  for (const person of people) {
    const own = held.get(person.id)!;
    const kept = own.filter(({ id }) => pinned.has(`${id}\t${person.id}`));
    // Of what begins at once, the problem's own duties come first, in its order.
    const line = [...own.toSorted(byPlace), ...person.elsewhere].sort((a, b) => a.start - b.start);
    const after = checkPerson(frame, person, line);
    const hard = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'hard');
    for (const { rule, from } of hard(newFindings(checkPerson(frame, person, [...person.elsewhere, ...kept]), after))) {
      breaks.add(`${person.id} breaks ${rule} from ${new Date(from).toISOString()}`);
    }
    cost += weights.softFinding * (after.length - hard(after).length);
    if (person.contractedMinutes !== null) {
      const work = line.reduce((sum, duty) => sum + minutesIn(frame, duty), 0);
      cost += weights.hoursBalance * Math.round(((work - person.contractedMinutes) / 60) ** 2);
    }
    for (const kind of ['night', 'weekend'] as const) {
      const fair = Math.ceil((shares[kind].get(person.id) ?? 0) - 1e-9);
      cost += weights.fairness * Math.max(0, own.filter(({ id }) => burden.get(id)![kind]).length - fair) ** 2;
    }
    line.slice(1).forEach((duty, at) => {
      const from = line[at]!.site;
      if (from !== duty.site) cost += weights.travelMinute * Math.round(frame.travelMinutes(from, duty.site));
    });
  }
  return { cost, hard: breaks.count(), breaks: breaks.first };
}

/** Minutes of work that count towards the contract. */
function minutesIn({ zone, period }: Frame, duty: Duty): number {
  const date = localDateOf(zone, duty.start);
  if (date < period.from || date >= period.to) return 0;
  return duty.kind === 'on-call' ? duty.expectedWorkMinutes : Math.round((duty.end - duty.start) / 60_000);
}

/** A night has three hours or more of some 23:00 to 06:00; a weekend any of Saturday 00:01 to Sunday 23:59. */
function burdenOf(zone: string, duty: Duty): { night: boolean; weekend: boolean } {
  const within = (from: number, to: number) => Math.min(duty.end, to) - Math.max(duty.start, from);
  let [night, weekend] = [false, false];
  for (let date = addDays(localDateOf(zone, duty.start), -1); instantOf(zone, date, '00:00') < duty.end; ) {
    const next = addDays(date, 1);
    night ||= within(instantOf(zone, date, '23:00'), instantOf(zone, next, '06:00')) >= 3 * 3_600_000;
    const isSaturday = weekdayOf(date) === 6;
    weekend ||= isSaturday && within(instantOf(zone, date, '00:01'), instantOf(zone, next, '23:59')) > 0;
    date = next;
  }
  return { night, weekend };
}
