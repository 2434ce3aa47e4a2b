import type { Instance, Line, LinePerson } from './instance.ts';

/** What a line costs alone: requests and soft rules; Infinity when it breaks a hard rule. */
export function lineCost(person: LinePerson, line: Line): number {
  const { model } = person;
  const codes = person.cellCost.length / line.length;
  const sums = model.counters.map((counter) => counter.start);
  let state = model.start;
  let cost = 0;
  for (let day = 0; day < line.length; day++) {
    const code = line[day]!;
    const cls = model.classOf[code + 1]!;
    const kind = model.kindOf[day]!;
    const at = (kind * model.states + state) * model.classes + cls;
    const to = model.next[at]!;
    if (to < 0) return Number.POSITIVE_INFINITY;
    cost += model.cost[at]! + (code < 0 ? person.offCost[day]! : person.cellCost[day * codes + code]!);
    for (let c = 0; c < sums.length; c++) {
      const counter = model.counters[c]!;
      sums[c] = sums[c]! + counter.add[(kind * 2 + model.worked[state]!) * model.classes + cls]!;
      if (sums[c]! > counter.limit) return Number.POSITIVE_INFINITY;
    }
    state = to;
  }
  for (let c = 0; c < sums.length; c++) cost += model.counters[c]!.cost[sums[c]!]!;
  return cost + model.finish[state]!;
}

/** [row] how many people work the row's cells. */
export function coverOf(instance: Instance, lines: readonly Line[]): Int32Array {
  const counts = new Int32Array(instance.rows.length);
  for (const line of lines) addCover(instance, line, counts, 1);
  return counts;
}

/** Adds (or with −1 takes away) a line's cover on the days [from, to). */
export function addCover(
  instance: Instance,
  line: Line,
  counts: Int32Array,
  sign: 1 | -1,
  from = 0,
  to = instance.days,
): void {
  const { cellStart, cellRows } = instance;
  const codes = instance.codes.length;
  for (let day = from; day < to; day++) {
    if (line[day]! < 0) continue;
    const cell = day * codes + line[day]!;
    for (let at = cellStart[cell]!; at < cellStart[cell + 1]!; at++) {
      const row = cellRows[at]!;
      counts[row] = counts[row]! + sign;
    }
  }
}

/** What the cover costs at these counts. */
function coverCost(instance: Instance, counts: Int32Array): number {
  let cost = 0;
  for (let row = 0; row < counts.length; row++) cost += instance.rows[row]!.cost[counts[row]!]!;
  return cost;
}

/** The full cost of a roster; Infinity when a line breaks a hard rule. The lines of people left out cost nothing. */
export function rosterCost(instance: Instance, lines: readonly Line[], leftOut: readonly number[] = []): number {
  let cost = coverCost(instance, coverOf(instance, lines));
  instance.people.forEach((person, at) => {
    if (!leftOut.includes(at)) cost += lineCost(person, lines[at]!);
  });
  return cost;
}
