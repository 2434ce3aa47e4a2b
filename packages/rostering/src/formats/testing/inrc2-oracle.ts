import type { Inrc2Files } from '../inrc2.ts';

/** [nurse][day] a shift and its skill, 'Late HeadNurse', or '' for a day off. */
export type Assigned = readonly (readonly string[])[];

export type Inrc2Judged = {
  /** [nurse] */
  readonly nurses: readonly { readonly cost: number; readonly isBroken: boolean }[];
  /** Nurses under a minimum, and under an optimum. */
  readonly underMinimum: number;
  readonly underOptimum: number;
};

const MONDAY_TO_SUNDAY = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Judges a roster straight from the competition's problem description, apart from everything else: it reads the texts
 * itself, for well-formed files only, and counts runs of days on a line to which the history is written out.
 */
export function judgeInrc2(files: Inrc2Files, roster: Assigned): Inrc2Judged {
  const scenario = rowsOf(files.scenario.text);
  const shifts = section(scenario, 'SHIFT_TYPES');
  const forbidden = new Set(
    section(scenario, 'FORBIDDEN', shifts.length).flatMap(([id, , ...after]) => after.map((next) => `${id} ${next}`)),
  );
  const contracts = new Map(section(scenario, 'CONTRACTS').map((row) => [row[0]!, row]));
  const histories = new Map(rowsOf(files.history.text).map((row) => [row[0]!, row]));
  const wishes = files.weeks.flatMap(({ text }, week) =>
    section(rowsOf(text), 'SHIFT_OFF_REQUESTS').map(([who, what, when]) => ({
      who,
      what,
      day: 7 * week + MONDAY_TO_SUNDAY.indexOf(when!),
    })),
  );
  const nurses = section(scenario, 'NURSES').map(([id, contract, , ...skills], at) => {
    const [, total, worked, off, maxWeekends, isWhole] = contracts.get(contract!)!;
    const [, assignments, weekends, last, shiftRun, workRun, offRun] = histories.get(id!)!;
    const days = roster[at]!.map((cell) => cell.split(' ')[0]!);
    const had = roster[at]!.some((cell) => cell !== '' && !skills.includes(cell.split(' ')[1]!));
    const follows = [last === 'None' ? '' : last!, ...days];
    let cost = 0;
    cost += 30 * runCost(days, (shift) => shift !== '', Number(workRun), worked!);
    cost += 30 * runCost(days, (shift) => shift === '', Number(offRun), off!);
    for (const [type, range] of shifts) {
      cost += 15 * runCost(days, (shift) => shift === type, last === type ? Number(shiftRun) : 0, range!);
    }
    for (const { who, what, day } of wishes) {
      if (who === id && days[day] !== '' && (what === 'Any' || what === days[day])) cost += 10;
    }
    let weekendsWorked = Number(weekends);
    for (let saturday = 5; saturday < days.length; saturday += 7) {
      const count = days.slice(saturday, saturday + 2).filter((shift) => shift !== '').length;
      if (count > 0) weekendsWorked++;
      if (count === 1 && isWhole === '1') cost += 30;
    }
    cost += 30 * Math.max(0, weekendsWorked - Number(maxWeekends));
    const [least, most] = rangeOf(total!);
    const sum = Number(assignments) + days.filter((shift) => shift !== '').length;
    cost += 20 * (Math.max(0, least - sum) + Math.max(0, sum - most));
    const isBroken = had || days.some((shift, day) => forbidden.has(`${follows[day]} ${shift}`));
    return { cost, isBroken };
  });
  return { nurses, ...coverOf(files, roster) };
}

/** Days that runs are too short or too long. The history stands before the line as days of its own, already paid for. */
function runCost(days: readonly string[], isIn: (shift: string) => boolean, before: number, range: string): number {
  const [least, most] = rangeOf(range);
  const text = 'x'.repeat(before) + days.map((shift) => (isIn(shift) ? 'x' : '-')).join('');
  let cost = 0;
  for (const { 0: run, index } of text.matchAll(/x+/g)) {
    const end = index + run.length;
    const paid = index === 0 ? Math.max(0, before - most) : 0;
    if (run.length > most) cost += run.length - most - paid;
    if (end < text.length && run.length < least) cost += least - run.length;
  }
  return cost;
}

function coverOf({ weeks }: Inrc2Files, roster: Assigned) {
  let underMinimum = 0;
  let underOptimum = 0;
  weeks.forEach(({ text }, week) => {
    const rows = rowsOf(text);
    const from = rows.findIndex(([word]) => word === 'REQUIREMENTS') + 1;
    const to = rows.findIndex(([word]) => word === 'SHIFT_OFF_REQUESTS');
    for (const [shift, skill, ...wanted] of rows.slice(from, to)) {
      wanted.forEach((pair, day) => {
        const [least, best] = rangeOf(pair);
        const have = roster.filter((cells) => cells[7 * week + day] === `${shift} ${skill}`).length;
        underMinimum += Math.max(0, least - have);
        underOptimum += Math.max(0, best - have);
      });
    }
  });
  return { underMinimum, underOptimum };
}

function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => row.trim().split(/\s+/));
}

function section(rows: readonly string[][], name: string, length?: number): string[][] {
  const at = rows.findIndex(([word]) => word!.startsWith(name));
  return rows.slice(at + 1, at + 1 + (length ?? Number(rows[at]![2])));
}

function rangeOf(text: string): [number, number] {
  const [least, most] = text.slice(1, -1).split(',').map(Number);
  return [least!, most!];
}
