import { breakList, runsOf, type Verdict } from './verdict.ts';

type Sections = Readonly<Record<string, readonly (readonly string[])[]>>;

type Employee = {
  readonly id: string;
  readonly most: ReadonlyMap<string, number>;
  readonly maxMinutes: number;
  readonly minMinutes: number;
  readonly maxRun: number;
  readonly minRun: number;
  readonly minOff: number;
  readonly maxWeekends: number;
};

/**
 * Judges a roster (a row per employee, a tab-separated cell per day, empty for off) of a shift scheduling instance of
 * Curtois and Qu, straight from the format's definition. It shares no code with the engine and its readers.
 */
export function checkCurtois(instance: string, roster: string): Verdict {
  const sections = sectionsOf(instance);
  const days = Number(sections.SECTION_HORIZON![0]![0]);
  const minutes = new Map(sections.SECTION_SHIFTS!.map((row) => [row[0]!, Number(row[1])]));
  const forbidden = new Map(sections.SECTION_SHIFTS!.map((row) => [row[0]!, (row[2] ?? '').split('|')]));
  const staff = sections.SECTION_STAFF!.map(employeeOf);
  const rows = rowsOf(roster, staff.length, days);
  const found = breakList();
  staff.forEach((employee, at) => {
    const line = rows[at]!;
    const { id } = employee;
    const worked = line.filter((cell) => cell !== '');
    for (const cell of worked) if (!minutes.has(cell)) found.add(`${id}: no shift is called ${cell}`);
    for (const shift of minutes.keys()) {
      const count = worked.filter((cell) => cell === shift).length;
      const most = employee.most.get(shift) ?? 0;
      if (count > most) found.add(`${id}: ${count} shifts ${shift}, more than ${most}`);
    }
    const total = worked.reduce((sum, cell) => sum + (minutes.get(cell) ?? 0), 0);
    if (total > employee.maxMinutes) found.add(`${id}: ${total} minutes, more than ${employee.maxMinutes}`);
    if (total < employee.minMinutes) found.add(`${id}: ${total} minutes, fewer than ${employee.minMinutes}`);
    for (let day = 1; day < days; day++) {
      const [before, after] = [line[day - 1]!, line[day]!];
      if (after !== '' && forbidden.get(before)?.includes(after))
        found.add(`${id}: ${after} after ${before}, day ${day}`);
    }
    for (const { from, to, value } of runsOf(line.map((cell) => cell !== ''))) {
      const isInside = from > 0 && to < days;
      const length = to - from;
      if (value && length > employee.maxRun) found.add(`${id}: ${length} days of work from day ${from}`);
      if (value && isInside && length < employee.minRun) found.add(`${id}: ${length} days of work from day ${from}`);
      if (!value && isInside && length < employee.minOff) found.add(`${id}: ${length} days off from day ${from}`);
    }
    let weekends = 0;
    for (let saturday = 5; saturday < days; saturday += 7) {
      if (line[saturday] !== '' || (line[saturday + 1] ?? '') !== '') weekends += 1;
    }
    if (weekends > employee.maxWeekends) found.add(`${id}: ${weekends} weekends, more than ${employee.maxWeekends}`);
  });
  const lineOf = new Map(staff.map((employee, at) => [employee.id, rows[at]!]));
  for (const [id, ...daysOff] of sections.SECTION_DAYS_OFF ?? []) {
    for (const day of daysOff) {
      if (day !== '' && lineOf.get(id!)![Number(day)] !== '') found.add(`${id}: works on day ${day}, a day off`);
    }
  }
  return { cost: softCost(sections, rows, lineOf), hard: found.count(), breaks: found.first };
}

function softCost(
  sections: Sections,
  rows: readonly string[][],
  lineOf: ReadonlyMap<string, readonly string[]>,
): number {
  let cost = 0;
  for (const [id, day, shift, weight] of sections.SECTION_SHIFT_ON_REQUESTS ?? []) {
    if (lineOf.get(id!)![Number(day)] !== shift) cost += Number(weight);
  }
  for (const [id, day, shift, weight] of sections.SECTION_SHIFT_OFF_REQUESTS ?? []) {
    if (lineOf.get(id!)![Number(day)] === shift) cost += Number(weight);
  }
  for (const [day, shift, need, under, over] of sections.SECTION_COVER ?? []) {
    const lacking = Number(need) - rows.filter((line) => line[Number(day)] === shift).length;
    cost += lacking > 0 ? lacking * Number(under) : -lacking * Number(over);
  }
  return cost;
}

function sectionsOf(text: string): Sections {
  const sections: Record<string, string[][]> = {};
  let current: string[][] = [];
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('SECTION_')) {
      current = [];
      sections[line] = current;
    } else current.push(line.split(',').map((cell) => cell.trim()));
  }
  return sections;
}

function employeeOf(row: readonly string[]): Employee {
  const [id, limits, ...numbers] = row;
  const [maxMinutes, minMinutes, maxRun, minRun, minOff, maxWeekends] = numbers.map(Number);
  const pairs = limits!.split('|').map((part) => part.split('='));
  return {
    id: id!,
    most: new Map(pairs.map(([shift, most]) => [shift!, Number(most)])),
    maxMinutes: maxMinutes!,
    minMinutes: minMinutes!,
    maxRun: maxRun!,
    minRun: minRun!,
    minOff: minOff!,
    maxWeekends: maxWeekends!,
  };
}

function rowsOf(roster: string, people: number, days: number): string[][] {
  const lines = roster.replace(/\r/g, '').split('\n');
  while (lines.length > people && lines.at(-1) === '') lines.pop();
  if (lines.length !== people) throw new Error(`The roster has ${lines.length} rows for ${people} employees.`);
  return lines.map((line) => {
    const cells = line.split('\t').map((cell) => cell.trim());
    if (cells.length > days) throw new Error(`A row of the roster has ${cells.length} cells for ${days} days.`);
    return [...cells, ...Array<string>(days - cells.length).fill('')];
  });
}
