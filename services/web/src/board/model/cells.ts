import type { Grid, GridFinding, Kind } from './grid.ts';

/** A place of a person's day: the duty's number in the grid, and what its code says. */
export type Held = {
  readonly duty: number;
  readonly kind: Kind;
  readonly isPinned: boolean;
  readonly isOverridden: boolean;
  /** The duty, or this place on it, differs from what was published. */
  readonly isChanged: boolean;
};

/** How bad the worst finding of a cell is: 0 none, 1 overridden, 2 a warning, 3 a breach. */
export type Worst = 0 | 1 | 2 | 3;

const CHANGED = 1;
export const WITHDRAWN = 2;
const PINNED = 1;
const OVERRIDDEN = 2;
const NEW = 8;

/** The board by person and day. Rows are people, columns days, both by their numbers in the grid. */
export type Cells = {
  readonly grid: Grid;
  readonly rowOf: ReadonlyMap<string, number>;
  readonly columnOf: ReadonlyMap<string, number>;
  /** What a person has of this rota on a day, in order of start. */
  readonly held: (row: number, column: number) => readonly Held[];
  readonly worst: (row: number, column: number) => Worst;
  /** Findings that touch the cell, worst first. */
  readonly findings: (row: number, column: number) => readonly GridFinding[];
  /** Kind of leave on a day, or null. */
  readonly leave: (row: number, column: number) => string | null;
  /** A place that was published and is no longer there. */
  readonly isTaken: (row: number, column: number) => boolean;
  /** Empty places of a duty, by its number. */
  readonly missing: (duty: number) => number;
  /** Numbers of the duties of a day that are not withdrawn. */
  readonly dutiesOn: (column: number) => readonly number[];
};

const worstOf = ({ severity, overridden }: GridFinding): Worst => (overridden ? 1 : severity === 'soft' ? 2 : 3);

/**
 * Looks a grid up by person and day. Cells are numbered `row × days + column`; `first` holds the first place of a cell
 * and `next` the one after each place, −1 for none.
 */
export function cellsOf(grid: Grid): Cells {
  const { days, people, duties, places } = grid;
  const wide = days.length;
  const first = new Int32Array(people.length * wide).fill(-1);
  const next = new Int32Array(places.duty.length).fill(-1);
  const filled = new Int32Array(duties.id.length);
  const worst = new Uint8Array(people.length * wide);
  const leave = new Int32Array(people.length * wide).fill(-1);
  const taken = new Uint8Array(people.length * wide);
  const byCell = new Map<number, number[]>();
  const byDay: number[][] = days.map(() => []);
  for (const [duty, day] of duties.day.entries())
    if (((duties.flags[duty] ?? 0) & WITHDRAWN) === 0) byDay[day]?.push(duty);
  // From the last to the first, so that each list runs in the order of the places, which is that of the duties.
  for (let place = places.duty.length - 1; place >= 0; place--) {
    const duty = places.duty[place] as number;
    filled[duty] = (filled[duty] as number) + 1;
    if (((duties.flags[duty] ?? 0) & WITHDRAWN) !== 0) continue;
    const cell = (places.person[place] as number) * wide + (duties.day[duty] as number);
    next[place] = first[cell] as number;
    first[cell] = place;
  }
  for (const [row, person] of people.entries())
    for (const [index, { day, until }] of person.leave.entries())
      leave.fill(index, row * wide + day, row * wide + Math.min(until, wide));
  for (const [index, person] of grid.taken.person.entries())
    taken[person * wide + (grid.taken.day[index] as number)] = 1;
  for (const [index, finding] of grid.findings.entries())
    for (const day of finding.days) {
      const cell = finding.person * wide + day;
      worst[cell] = Math.max(worst[cell] as number, worstOf(finding));
      const known = byCell.get(cell);
      if (known) known.push(index);
      else byCell.set(cell, [index]);
    }
  return {
    grid,
    rowOf: new Map(people.map(({ person }, row) => [person, row])),
    columnOf: new Map(days.map(({ date }, column) => [date, column])),
    held(row, column) {
      const held: Held[] = [];
      for (let place = first[row * wide + column] ?? -1; place >= 0; place = next[place] as number) {
        const duty = places.duty[place] as number;
        const flags = places.flags[place] as number;
        held.push({
          duty,
          kind: grid.codes[duties.kind[duty] as number] as Kind,
          isPinned: (flags & PINNED) !== 0,
          isOverridden: (flags & OVERRIDDEN) !== 0,
          isChanged: (flags & NEW) !== 0 || ((duties.flags[duty] as number) & CHANGED) !== 0,
        });
      }
      return held.length > 1 ? held.sort((a, b) => (a.kind.start < b.kind.start ? -1 : 1)) : held;
    },
    worst: (row, column) => (worst[row * wide + column] ?? 0) as Worst,
    findings: (row, column) =>
      (byCell.get(row * wide + column) ?? [])
        .map((index) => grid.findings[index] as GridFinding)
        .sort((a, b) => worstOf(b) - worstOf(a)),
    leave: (row, column) => people[row]?.leave[leave[row * wide + column] ?? -1]?.kind ?? null,
    isTaken: (row, column) => taken[row * wide + column] === 1,
    missing: (duty) => Math.max(0, (duties.count[duty] as number) - (filled[duty] as number)),
    dutiesOn: (column) => byDay[column] ?? [],
  };
}

/** Codes of a day of which somebody is still needed, in order; with how many and the hours. */
export function openCodes(cells: Cells, column: number): readonly { readonly kind: Kind; readonly missing: number }[] {
  const open = new Map<string, { kind: Kind; missing: number }>();
  for (const duty of cells.dutiesOn(column)) {
    const missing = cells.missing(duty);
    if (missing === 0) continue;
    const kind = cells.grid.codes[cells.grid.duties.kind[duty] as number] as Kind;
    const known = open.get(kind.code);
    if (known) known.missing += missing;
    else open.set(kind.code, { kind, missing });
  }
  return [...open.values()].sort((a, b) => (a.kind.code < b.kind.code ? -1 : 1));
}

/** Every code of the board, in order. */
export const codesOf = ({ grid }: Cells): readonly string[] => [...new Set(grid.codes.map(({ code }) => code))].sort();
