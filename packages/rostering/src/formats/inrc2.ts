import { type CoverRow, cellsOf, type Instance, type LinePerson, type Ruled } from '../engine/instance.ts';
import { compileLine, type LineModel, type LineShape } from '../engine/line-model.ts';
import type { LineRule } from '../engine/line-rule.ts';
import { FileProblemError } from './file-problem.ts';
import { inrc2Rules, shiftOf } from './inrc2-rules.ts';
import { readScenario, type Scenario } from './inrc2-scenario.ts';
import { type TextFile, WEEKDAYS } from './inrc2-text.ts';
import { type History, readHistory, readWeek, type Week } from './inrc2-weeks.ts';

/** An instance of the Second International Nurse Rostering Competition, all weeks known (static). */
export type Inrc2 = Ruled & {
  readonly scenario: Scenario;
  /** Number of the first week of the horizon; 0 when nothing of the planning period is over. */
  readonly firstWeek: number;
  /** [cover row] the minimum that the competition's H2 asks for. */
  readonly minimum: Int32Array;
};

export type Inrc2Files = {
  readonly scenario: TextFile;
  readonly history: TextFile;
  readonly weeks: readonly TextFile[];
};

/** What each nurse under a minimum costs, so that a roster may be short and still be told apart from better ones. */
const PER_MISSING = 10_000;
const PER_UNDER_OPTIMUM = 30;
const PER_REQUEST = 10;

/**
 * Reads an instance from its text files. A code is a shift in a skill, 'Late|HeadNurse'. A nurse under a minimum costs
 * 10,000 beside the optimum's 30. Throws a `FileProblemError` that names file, line and field.
 */
export function readInrc2(files: Inrc2Files): Inrc2 {
  const scenario = readScenario(files.scenario);
  const history = readHistory(files.history, scenario);
  const wanted = scenario.weeks - history.week;
  if (files.weeks.length !== wanted) {
    throw new FileProblemError(
      `${files.scenario.name}: WEEKS: the planning period has ${scenario.weeks} weeks, of which ${history.week} are over; give ${wanted} week files, not ${files.weeks.length}`,
    );
  }
  const weeks = files.weeks.map((file) => readWeek(file, scenario));
  const days = 7 * weeks.length;
  const compiled = compiledNurses(scenario, history, days);
  const costs = costsOf(scenario, weeks);
  const { rows, minimum, rowOf } = coverOf(scenario, weeks);
  const instance: Instance = {
    name: scenario.name,
    days,
    codes: scenario.shifts.flatMap(({ id }) => scenario.skills.map((skill) => `${id}|${skill}`)),
    people: scenario.nurses.map(
      ({ id }, at): LinePerson => ({
        id,
        model: compiled[at]!.model,
        cellCost: costs[at]!,
        offCost: new Float64Array(days),
      }),
    ),
    rows,
    ...cellsOf(rowOf),
  };
  return { instance, rules: compiled.map(({ rules }) => rules), scenario, firstWeek: history.week, minimum };
}

/** How many nurses the roster is short of the minima. */
export function missingNurses({ minimum }: Inrc2, cover: Int32Array): number {
  return minimum.reduce((sum, least, row) => sum + Math.max(0, least - cover[row]!), 0);
}

type Compiled = { readonly model: LineModel; readonly rules: readonly LineRule[] };

/** Nurses with the same contract and the same history share one model. */
function compiledNurses(scenario: Scenario, history: History, days: number): Compiled[] {
  const codes = scenario.shifts.length * scenario.skills.length;
  const kindOf = Uint8Array.from({ length: days }, (_, day) => day % 7);
  const known = new Map<string, Compiled>();
  return scenario.nurses.map(({ contract }, at) => {
    const before = history.nurses[at]!;
    const key = JSON.stringify([contract, before]);
    let compiled = known.get(key);
    if (compiled === undefined) {
      const rules = inrc2Rules(scenario, scenario.contracts[contract]!, before, days);
      const shape: LineShape = { codes, kindOf, workedBefore: before.lastShift >= 0 };
      compiled = { model: compileLine(rules, shape), rules };
      known.set(key, compiled);
    }
    return compiled;
  });
}

/** [nurse] what cells cost: requests, and skills that the nurse has not. */
function costsOf(scenario: Scenario, weeks: readonly Week[]): Float64Array[] {
  const codes = scenario.shifts.length * scenario.skills.length;
  const costs = scenario.nurses.map(({ skills }) =>
    Float64Array.from({ length: 7 * weeks.length * codes }, (_, cell) =>
      skills[cell % scenario.skills.length]! ? 0 : Number.POSITIVE_INFINITY,
    ),
  );
  weeks.forEach(({ requests }, week) => {
    for (const { nurse, shift, weekday } of requests) {
      const cells = costs[nurse]!;
      const first = (7 * week + weekday) * codes;
      for (let code = 0; code < codes; code++) {
        if (shift < 0 || shiftOf(code, scenario) === shift) cells[first + code]! += PER_REQUEST;
      }
    }
  });
  return costs;
}

/** A row for each day, shift and skill that anybody is wanted in. */
function coverOf(scenario: Scenario, weeks: readonly Week[]) {
  const { shifts, skills, nurses } = scenario;
  const codes = shifts.length * skills.length;
  const rowOf = new Int32Array(7 * weeks.length * codes).fill(-1);
  const rows: CoverRow[] = [];
  const minimum: number[] = [];
  const known = new Map<string, Float64Array>();
  weeks.forEach(({ requirements }, week) => {
    for (const { shift, skill, days } of requirements) {
      days.forEach(([least, best], weekday) => {
        if (best === 0) return;
        const key = `${least} ${best}`;
        const cost = known.get(key) ?? coverCosts(nurses.length, least, best);
        known.set(key, cost);
        rowOf[(7 * week + weekday) * codes + shift * skills.length + skill] = rows.length;
        rows.push({ id: `week ${week} ${WEEKDAYS[weekday]} ${shifts[shift]!.id}|${skills[skill]}`, cost });
        minimum.push(least);
      });
    }
  });
  return { rows, minimum: Int32Array.from(minimum), rowOf };
}

function coverCosts(nurses: number, least: number, best: number): Float64Array {
  return Float64Array.from(
    { length: nurses + 1 },
    (_, count) => PER_MISSING * Math.max(0, least - count) + PER_UNDER_OPTIMUM * Math.max(0, best - count),
  );
}
