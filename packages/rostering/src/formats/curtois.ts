import { type CoverRow, cellsOf, type Instance, type LinePerson, type Ruled } from '../engine/instance.ts';
import { compileLine, type LineModel, type LineShape } from '../engine/line-model.ts';
import type { LineRule } from '../engine/line-rule.ts';
import { type CurtoisEmployee, type CurtoisFile, type CurtoisShift, readCurtoisFile } from './curtois-file.ts';
import { curtoisRules } from './curtois-rules.ts';

/**
 * Reads an instance of the Curtois format (schedulingbenchmarks.org/nrp). Codes are its shifts; each cover row is one
 * day and shift. Throws a `FileProblemError` that names file, line and field.
 */
export function readCurtois(text: string, fileName: string): Ruled {
  const file = readCurtoisFile(text, fileName);
  const { days, shifts } = file;
  const shape: LineShape = {
    codes: shifts.length,
    kindOf: Uint8Array.from({ length: days }, (_, day) => day % 7),
    workedBefore: false,
  };
  const modelOf = modelsOf(shifts, shape);
  const compiled = file.staff.map((employee) => modelOf(employee));
  const rowOf = new Int32Array(days * shifts.length).fill(-1);
  file.cover.forEach(({ day, shift }, row) => {
    rowOf[day * shifts.length + shift] = row;
  });
  const costs = costsOf(file);
  const instance: Instance = {
    name: fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, ''),
    days,
    codes: shifts.map(({ id }) => id),
    people: file.staff.map(({ id }, at): LinePerson => ({ id, model: compiled[at]!.model, ...costs[at]! })),
    rows: rowsOf(file),
    ...cellsOf(rowOf),
  };
  return { instance, rules: compiled.map(({ rules }) => rules) };
}

type Compiled = { readonly model: LineModel; readonly rules: readonly LineRule[] };

/** Employees whose rules are the same share one model. */
function modelsOf(shifts: readonly CurtoisShift[], shape: LineShape): (employee: CurtoisEmployee) => Compiled {
  const known = new Map<string, Compiled>();
  return (employee) => {
    const rules = curtoisRules(employee, shifts, shape.kindOf.length);
    const allowed = employee.maxShifts.map((max) => (max > 0 ? 1 : 0)).join('');
    const key = [allowed, ...rules.map(({ id, words }) => `${id}: ${words}`)].join('\n');
    let compiled = known.get(key);
    if (compiled === undefined) {
      compiled = { model: compileLine(rules, shape), rules };
      known.set(key, compiled);
    }
    return compiled;
  };
}

/** [employee] what cells and days off cost: requests, days off that are fixed, shifts that are never allowed. */
function costsOf({ days, shifts, staff, requests }: CurtoisFile): Pick<LinePerson, 'cellCost' | 'offCost'>[] {
  const codes = shifts.length;
  const costs = staff.map(({ maxShifts, daysOff }) => {
    const cellCost = new Float64Array(days * codes);
    maxShifts.forEach((max, code) => {
      if (max > 0) return;
      for (let day = 0; day < days; day++) cellCost[day * codes + code] = Number.POSITIVE_INFINITY;
    });
    for (const day of daysOff) cellCost.fill(Number.POSITIVE_INFINITY, day * codes, (day + 1) * codes);
    return { cellCost, offCost: new Float64Array(days) };
  });
  for (const { employee, day, shift, weight, kind } of requests) {
    const { cellCost, offCost } = costs[employee]!;
    const cell = day * codes + shift;
    if (kind === 'off') {
      cellCost[cell]! += weight;
      continue;
    }
    offCost[day]! += weight;
    for (let other = day * codes; other < (day + 1) * codes; other++) {
      if (other !== cell) cellCost[other]! += weight;
    }
  }
  return costs;
}

/** Rows that want the same share their costs: a year of 32 shifts has 11,648 rows, and few different ones. */
function rowsOf({ shifts, staff, cover }: CurtoisFile): CoverRow[] {
  const known = new Map<string, Float64Array>();
  return cover.map(({ day, shift, wanted, perUnder, perOver }) => {
    const key = `${wanted} ${perUnder} ${perOver}`;
    let cost = known.get(key);
    if (cost === undefined) {
      cost = Float64Array.from(
        { length: staff.length + 1 },
        (_, count) => Math.max(0, wanted - count) * perUnder + Math.max(0, count - wanted) * perOver,
      );
      known.set(key, cost);
    }
    return { id: `day ${day} ${shifts[shift]!.id}`, cost };
  });
}
