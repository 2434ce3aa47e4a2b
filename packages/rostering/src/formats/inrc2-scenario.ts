import { type Inrc2Text, idsIn, inrc2Text, type TextFile, type Words } from './inrc2-text.ts';

/** A scenario of the Second International Nurse Rostering Competition. Ranges are [least, most]. */
export type Scenario = {
  readonly name: string;
  readonly weeks: number;
  readonly skills: readonly string[];
  readonly shifts: readonly ShiftType[];
  readonly contracts: readonly Contract[];
  readonly nurses: readonly Nurse[];
};
export type ShiftType = {
  readonly id: string;
  readonly inARow: readonly [number, number];
  /** [shift] true where it may not follow on the next day. */
  readonly forbids: readonly boolean[];
};
export type Contract = {
  readonly id: string;
  readonly assignments: readonly [number, number];
  readonly workedInARow: readonly [number, number];
  readonly offInARow: readonly [number, number];
  readonly maxWeekends: number;
  readonly isWholeWeekend: boolean;
};
export type Nurse = {
  readonly id: string;
  readonly contract: number;
  /** [skill] whether the nurse has it. */
  readonly skills: readonly boolean[];
};

const MOST_WEEKS = 520;

/** Reads a scenario file. Throws a `FileProblemError` that names file, line and field. */
export function readScenario(file: TextFile): Scenario {
  const source = inrc2Text(file);
  const { problems, wrong } = source;
  const name = source.heading('SCENARIO').value;
  const weeksRow = source.heading('WEEKS');
  const weeks = source.number(weeksRow.at, weeksRow.value, 'WEEKS', { min: 1, max: MOST_WEEKS });
  const skillRows = filled(source, 'SKILLS');
  const skillIndex = idsIn(skillRows, 'SKILLS', wrong);
  const shiftRows = filled(source, 'SHIFT_TYPES');
  const shiftIndex = idsIn(shiftRows, 'SHIFT_TYPES', wrong);
  problems.throwAny();
  const forbids = successionsOf(source, shiftIndex);
  const shifts = shiftRows.map(
    (row, at): ShiftType => ({
      id: row.words[0]!,
      inARow: source.range(row, row.words.slice(1).join(''), 'SHIFT_TYPES consecutive assignments'),
      forbids: forbids[at]!,
    }),
  );
  const contractRows = filled(source, 'CONTRACTS');
  const contractIndex = idsIn(contractRows, 'CONTRACTS', wrong);
  const contracts = contractRows.map((row) => contractOf(source, row));
  const nurseRows = filled(source, 'NURSES');
  idsIn(nurseRows, 'NURSES', wrong);
  const nurses = nurseRows.map((row) => nurseOf(source, row, contractIndex, skillIndex));
  source.end();
  problems.throwAny();
  return { name, weeks, skills: [...skillIndex.keys()], shifts, contracts, nurses };
}

function filled(source: Inrc2Text, name: string): readonly Words[] {
  const rows = source.list(name);
  if (rows.length === 0) source.wrong(null, name, 'has no row; write at least one');
  return rows;
}

/** [shift][shift] one line for each shift: its id, a number, and so many shifts that may not follow. */
function successionsOf(source: Inrc2Text, shiftIndex: ReadonlyMap<string, number>): boolean[][] {
  const field = 'FORBIDDEN_SHIFT_TYPES_SUCCESSIONS';
  source.heading(field);
  const forbids = Array.from(shiftIndex, () => Array<boolean>(shiftIndex.size).fill(false));
  for (let count = 0; count < shiftIndex.size; count++) {
    const row = source.next(field);
    const [first = '', size = '', ...after] = row.words;
    const before = shiftIndex.get(first);
    if (before === undefined) source.wrong(row, field, `'${first}' is no shift of SHIFT_TYPES`);
    if (source.number(row, size, field) !== after.length) {
      source.wrong(row, field, `names ${after.length} shifts, and says ${size}`);
    }
    for (const next of after) {
      const code = shiftIndex.get(next);
      if (code === undefined) source.wrong(row, field, `'${next}' is no shift of SHIFT_TYPES`);
      else if (before !== undefined) forbids[before]![code] = true;
    }
  }
  return forbids;
}

function contractOf(source: Inrc2Text, row: Words): Contract {
  const { words } = row;
  if (words.length !== 6) {
    source.wrong(
      row,
      'CONTRACTS',
      `has ${words.length} fields instead of 6: id, (assignments), (days in a row), (days off in a row), weekends, whole weekends`,
    );
  }
  const [id = '', assignments = '', worked = '', off = '', weekends = '', whole = ''] = words;
  return {
    id,
    assignments: source.range(row, assignments, 'CONTRACTS total assignments'),
    workedInARow: source.range(row, worked, 'CONTRACTS consecutive working days'),
    offInARow: source.range(row, off, 'CONTRACTS consecutive days off'),
    maxWeekends: source.number(row, weekends, 'CONTRACTS working weekends'),
    isWholeWeekend: source.number(row, whole, 'CONTRACTS complete weekend', { max: 1 }) === 1,
  };
}

function nurseOf(
  source: Inrc2Text,
  row: Words,
  contracts: ReadonlyMap<string, number>,
  skillIndex: ReadonlyMap<string, number>,
): Nurse {
  const [id = '', contract = '', size = '', ...named] = row.words;
  const index = contracts.get(contract);
  if (index === undefined) source.wrong(row, 'NURSES contract', `'${contract}' is no contract of CONTRACTS`);
  if (source.number(row, size, 'NURSES number of skills') !== named.length) {
    source.wrong(row, 'NURSES skills', `names ${named.length} skills, and says ${size}`);
  }
  const skills = Array<boolean>(skillIndex.size).fill(false);
  for (const skill of named) {
    const at = skillIndex.get(skill);
    if (at === undefined) source.wrong(row, 'NURSES skills', `'${skill}' is no skill of SKILLS`);
    else skills[at] = true;
  }
  return { id, contract: index ?? 0, skills };
}
