import { cellPrices, earned } from './cell-prices.ts';
import type { ColumnPool } from './columns.ts';
import type { PriceAll } from './crew.ts';
import type { Instance, Line } from './instance.ts';
import type { LinearPoint, Master } from './master.ts';
import { addCover } from './score.ts';

/** How near to its least cost the relaxation is solved: by a share of what is left between its cost and the bound. */
const FAR = 1e-3;
const NEAR = 1e-8;
const NEARER = 0.05;

export type Generation = {
  readonly instance: Instance;
  readonly master: Master;
  readonly pool: ColumnPool;
  readonly priceAll: PriceAll;
  /** [person] the roster that the days outside the part come from. */
  readonly lines: readonly Line[];
  /** [person] days that are fixed; null where none is. */
  readonly fix: readonly (Int16Array | null)[];
  /** Share of the best prices so far in those that lines are priced at (Wentges 1997); 0 for none. */
  readonly smoothing: number;
  readonly rounds: number;
  /** Ends the generation when the bound proves that nothing below it can be reached. */
  readonly cutoff: number;
  /** Ends it when the relaxation's cost is so near the bound, or a round gains less than `leastGain`. */
  readonly closeEnough: number;
  readonly leastGain: number;
  readonly isOver: () => boolean;
  readonly onRound?: (point: LinearPoint, bound: number) => void;
};

export type Generated = {
  readonly point: LinearPoint;
  readonly bound: number;
  /** 'cut': nothing below the cutoff; 'stuck': somebody has no line; 'done': nothing is left to add or it is near enough. */
  readonly ended: 'cut' | 'done' | 'stuck' | 'over';
  readonly bestPrices: Float64Array;
};

/** Column generation: price lines at the master's duals, add those that are worth it, until none is. */
export function generate(job: Generation): Generated {
  const { instance, master, pool, priceAll, lines, fix } = job;
  const { part } = master;
  const codes = instance.codes.length;
  const prices = new Float64Array(instance.days * codes);
  let point = master.solve(FAR);
  let bestPrices = point.rowPrices;
  let bound = Number.NEGATIVE_INFINITY;
  let alpha = job.smoothing;
  let ended: Generated['ended'] = 'done';

  for (let round = 0; round < job.rounds; round++) {
    if (job.isOver()) {
      ended = 'over';
      break;
    }
    const asked =
      alpha > 0 && bound > Number.NEGATIVE_INFINITY
        ? point.rowPrices.map((price, row) => alpha * bestPrices[row]! + (1 - alpha) * price)
        : point.rowPrices;
    cellPrices(instance, asked, part.from, part.to, prices);
    const outside = Float64Array.from(part.people, (person) =>
      outsideCost(instance, person, lines[person]!, part.from, part.to),
    );
    const ceilings = cheapestColumns(instance, master, asked).map((cost, place) => cost - outside[place]! - 1e-7);
    const { people, from, to } = part;
    const priced = priceAll({ people, prices, from, to, fix, ceilings, lines });
    let lineBounds = 0;
    let added = 0;
    for (const [place, { found, line }] of priced.entries()) {
      const person = people[place]!;
      if (found === null) return { point, bound, ended: 'stuck', bestPrices };
      lineBounds += found.bound + outside[place]!;
      if (!found.keepsRules) continue;
      const made = pool.add(person, line);
      if (made === null) continue;
      if (
        made.column.cost - earned(instance, line, point.rowPrices, part.from, part.to) <
        point.lineCosts[place]! - 1e-6
      ) {
        master.add(made.column);
        added++;
      }
    }
    const lower = master.lagrangian(asked, lineBounds);
    if (lower > bound) {
      bound = lower;
      bestPrices = asked;
    }
    if (wholeBound(bound) >= job.cutoff) return { point, bound, ended: 'cut', bestPrices };
    if (added === 0) {
      job.onRound?.(point, bound);
      if (alpha === 0) break;
      alpha = alpha > 0.1 ? alpha / 2 : 0;
      continue;
    }
    const before = point.cost;
    const nearness = Math.max(NEAR, Math.min(FAR, (NEARER * (point.cost - bound)) / Math.max(1, Math.abs(point.cost))));
    point = master.solve(nearness);
    if (master.prune(point)) point = master.solve(nearness);
    job.onRound?.(point, bound);
    if (point.cost - bound < job.closeEnough || wholeBound(bound) >= wholeBound(point.cost)) break;
    if (job.leastGain > 0 && round > 0 && alpha === 0 && before - point.cost < job.leastGain) break;
  }
  return { point, bound, ended, bestPrices };
}

/** Costs are whole numbers: the least whole one that the bound allows. */
export function wholeBound(bound: number): number {
  return Math.ceil(bound - 1e-5);
}

/** [place in the part] the least that a column of the person that is allowed costs at these prices. */
function cheapestColumns(instance: Instance, master: Master, rowPrices: Float64Array): Float64Array {
  const { part } = master;
  const least = new Float64Array(instance.people.length).fill(Number.POSITIVE_INFINITY);
  master.columns.forEach(({ person, line, cost }, column) => {
    if (!master.isAllowed(column)) return;
    least[person] = Math.min(least[person]!, cost - earned(instance, line, rowPrices, part.from, part.to));
  });
  return Float64Array.from(part.people, (person) => least[person]!);
}

/** What the cells outside [from, to) cost. */
export function outsideCost(instance: Instance, person: number, line: Line, from: number, to: number): number {
  const { cellCost, offCost } = instance.people[person]!;
  const codes = instance.codes.length;
  let cost = 0;
  for (let day = 0; day < instance.days; day++) {
    if (day === from) day = to;
    if (day >= instance.days) break;
    cost += line[day]! < 0 ? offCost[day]! : cellCost[day * codes + line[day]!]!;
  }
  return cost;
}

/** The cover of everybody, less the part's people on the part's days. */
export function coverOutside(
  instance: Instance,
  lines: readonly Line[],
  cover: Int32Array,
  part: { readonly people: readonly number[]; readonly from: number; readonly to: number },
): Int32Array {
  const fixed = cover.slice();
  for (const person of part.people) addCover(instance, lines[person]!, fixed, -1, part.from, part.to);
  return fixed;
}
