import { type Inrc2Texts, type Nurse, readInrc2Texts } from './inrc2-texts.ts';
import { breakList, runsOf, type Verdict } from './verdict.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

type Assigned = { readonly shift: string; readonly skill: string };

/**
 * Judges the solution files (one for each week, in order) of an instance of the Second International Nurse Rostering
 * Competition with all weeks known, straight from the competition's rules. A missing nurse below the minimum is one hard
 * break. It shares no code with the engine and its readers.
 */
export function checkInrc2(texts: Inrc2Texts, solutions: readonly string[]): Verdict {
  const { shifts, nurses, weeks } = readInrc2Texts(texts);
  if (solutions.length !== weeks.length)
    throw new Error(`${solutions.length} solution files for ${weeks.length} weeks.`);
  const days = weeks.length * 7;
  const found = breakList();
  const lines = new Map(nurses.map((nurse) => [nurse.id, Array<Assigned | null>(days).fill(null)]));
  solutions.forEach((text, week) => {
    for (const [id, day, shift, skill] of assignmentsOf(text)) {
      const line = lines.get(id);
      const at = week * 7 + DAYS.indexOf(day);
      if (!line || !shifts.some((each) => each.id === shift))
        found.add(`week ${week}: no such nurse or shift: ${id} ${shift}`);
      else if (line[at]) found.add(`${id}: two shifts on day ${at}`);
      else line[at] = { shift, skill };
    }
  });
  let cost = 0;
  weeks.forEach(({ requirements, wishes }, week) => {
    for (const { shift, skill, limits } of requirements) {
      limits.forEach(({ least, best }, day) => {
        let count = 0;
        for (const line of lines.values()) {
          const on = line[week * 7 + day];
          if (on?.shift === shift && on.skill === skill) count += 1;
        }
        found.add(
          `${shift} ${skill}, day ${week * 7 + day}: ${count} of at least ${least}`,
          Math.max(0, least - count),
        );
        cost += 30 * Math.max(0, best - count);
      });
    }
    for (const { nurse, shift, day } of wishes) {
      const on = lines.get(nurse)![week * 7 + DAYS.indexOf(day)];
      if (on && (shift === 'Any' || shift === on.shift)) cost += 10;
    }
  });
  for (const nurse of nurses) {
    const line = lines.get(nurse.id)!;
    let before = nurse.last;
    line.forEach((on, day) => {
      if (on && !nurse.skills.includes(on.skill)) found.add(`${nurse.id}: lacks the skill ${on.skill}, day ${day}`);
      const forbidden = shifts.find((each) => each.id === before)?.neverNext ?? [];
      if (on && forbidden.includes(on.shift)) found.add(`${nurse.id}: ${on.shift} after ${before}, day ${day}`);
      before = on?.shift ?? 'None';
    });
    cost += lineCost(
      nurse,
      line.map((on) => on?.shift ?? null),
      shifts,
    );
  }
  return { cost, hard: found.count(), breaks: found.first };
}

function lineCost(nurse: Nurse, line: readonly (string | null)[], shifts: readonly ShiftLimits[]): number {
  const { contract } = nurse;
  const works = line.map((shift) => shift !== null);
  let cost = 30 * outside(works, nurse.runOfWork, contract.minWork, contract.maxWork);
  cost +=
    30 *
    outside(
      works.map((day) => !day),
      nurse.runOff,
      contract.minOff,
      contract.maxOff,
    );
  for (const { id, min, max } of shifts) {
    const past = nurse.last === id ? nurse.runOfShift : 0;
    cost +=
      15 *
      outside(
        line.map((shift) => shift === id),
        past,
        min,
        max,
      );
  }
  let weekends = nurse.weekends;
  for (let saturday = 5; saturday < line.length; saturday += 7) {
    const worked = Number(works[saturday]) + Number(works[saturday + 1]);
    if (worked > 0) weekends += 1;
    if (worked === 1 && contract.wholeWeekends) cost += 30;
  }
  const total = nurse.total + works.filter(Boolean).length;
  cost += 30 * Math.max(0, weekends - contract.maxWeekends);
  return cost + 20 * (Math.max(0, contract.minTotal - total) + Math.max(0, total - contract.maxTotal));
}

type ShiftLimits = { readonly id: string; readonly min: number; readonly max: number };

/** Days missing and days beyond, over all runs; a run that the past began counts its new days only, and the last is open. */
function outside(days: readonly boolean[], past: number, min: number, max: number): number {
  let sum = past > 0 && !days[0] ? Math.max(0, min - past) : 0;
  for (const { from, to, value } of runsOf(days)) {
    if (!value) continue;
    const whole = to - from + (from === 0 ? past : 0);
    if (to < days.length) sum += Math.max(0, min - whole);
    sum += Math.min(to - from, Math.max(0, whole - max));
  }
  return sum;
}

function assignmentsOf(solution: string): [string, string, string, string][] {
  return solution
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/))
    .filter((row): row is [string, string, string, string] => row.length === 4 && DAYS.includes(row[1]!));
}
