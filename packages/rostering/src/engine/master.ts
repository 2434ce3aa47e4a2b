import highs, { type Highs } from 'highs';
import { earned } from './cell-prices.ts';
import type { Column } from './columns.ts';
import type { Instance, Line } from './instance.ts';

type Model = ReturnType<Highs['createModel']>;

const LEAST_COLUMNS = 500;
/** The solver's words for a programme that is solved, exactly or (from within) nearly; prices bound the cost all the same. */
const OPTIMAL = 7;
const NEARLY = 15;
const NEAREST = 1e-8;
/** From within no share is ever exactly nothing. */
const NO_SHARE = 1e-5;

/** The linear programmes of one thread; the solver's memory belongs to it alone. */
export function loadHighs(): Promise<Highs> {
  // Its types describe the CommonJS build; Node takes the other, whose default is the loader itself.
  return (highs as unknown as typeof highs.default)();
}

/** A part of an instance: people and days that may change while all else stays. */
export type Part = {
  /** Indices of the people, ascending. */
  readonly people: readonly number[];
  /** Days [from, to). */
  readonly from: number;
  readonly to: number;
  /** [row] people counted in the row who are not in the part, or on days that are not. */
  readonly fixedCover: Int32Array;
};

/**
 * How the linear programme is solved: at a vertex, exactly and from the last one on; or from within, where prices lie in
 * the middle of the best ones, which takes fewer rounds (Gondzio, González-Brevis and Munari 2013) and grows more
 * slowly with the number of columns.
 */
export type Method = 'vertex' | 'interior';

export type LinearPoint = {
  /** Of the relaxation; from within only as near as was asked. */
  readonly cost: number;
  /** [row of the instance] what one more person is worth; 0 for rows outside the part. */
  readonly rowPrices: Float64Array;
  /** [place in part.people] what the person's line costs at these prices. */
  readonly lineCosts: Float64Array;
  /** [column, in order of adding] its share. */
  readonly shares: Float64Array;
};

/**
 * The restricted master problem: choose one line for each person of the part so that lines and cover cost least. Cover
 * is a row that equals the sum of segments, one for each slope of its convex cost.
 */
export type Master = {
  readonly part: Part;
  readonly columns: readonly Column[];
  add(column: Column): void;
  isAllowed(column: number): boolean;
  /** Lets a column in, or keeps it out. */
  allow(column: number, isAllowed: boolean): void;
  /** `nearness` is how far from the least cost, as a share of it, a point from within may be. */
  solve(nearness?: number): LinearPoint;
  /** Takes columns out that the point's prices make the dearest, so that the programme stays small. Gives whether any went. */
  prune(point: LinearPoint): boolean;
  /** What the rows of the part cost at this cover of the whole instance. */
  costOf(cover: Int32Array): number;
  /** A lower bound from prices and what each person's cheapest line costs at them. */
  lagrangian(rowPrices: Float64Array, lineBounds: number): number;
  /** How many columns the point's prices do not rule out below the cutoff. */
  useful(point: LinearPoint, cutoff: number): number;
  /**
   * Chooses whole lines that cost less than the cutoff; null when none were found. Columns that the point's prices show
   * to be of no use below the cutoff are left out first (reduced-cost fixing). Nodes and seconds bound the search.
   */
  chooseWhole(point: LinearPoint, cutoff: number, nodes: number, seconds: number): Map<number, Line> | null;
  dispose(): void;
};

export function createMaster(solver: Highs, instance: Instance, part: Part, method: Method): Master {
  const { rows, cellStart, cellRows } = instance;
  const codes = instance.codes.length;
  const at = rowsOfPart(instance, part);
  const rowAt = new Int32Array(rows.length).fill(-1);
  at.forEach((row, place) => {
    rowAt[row] = place;
  });
  const personAt = new Map(part.people.map((person, place) => [person, place]));
  const n = part.people.length;
  const model: Model = solver.createModel();
  model.options.set({ output_flag: false, solver: 'simplex', presolve: 'off' });

  let constant = 0;
  const segments: { row: number; slope: number; width: number }[] = [];
  at.forEach((row, place) => {
    const { cost } = rows[row]!;
    const base = part.fixedCover[row]!;
    constant += cost[base]!;
    for (let count = base; count + 1 < cost.length; count++) {
      const slope = cost[count + 1]! - cost[count]!;
      const last = segments.at(-1);
      if (last && last.row === place && last.slope === slope) last.width++;
      else segments.push({ row: place, slope, width: 1 });
    }
  });
  const width = segments.length;
  if (width > 0)
    model.addVars(
      new Float64Array(width),
      Float64Array.from(segments, (each, index) =>
        segments[index + 1]?.row === each.row ? each.width : solver.infinity,
      ),
    );
  segments.forEach(({ slope }, index) => {
    model.changeColCost(index, slope);
  });
  for (let place = 0; place < n; place++) {
    model.addRow(1, 1, { indices: new Int32Array(0), values: new Float64Array(0) });
  }
  const ofRow: number[][] = at.map(() => []);
  segments.forEach(({ row }, index) => {
    ofRow[row]!.push(index);
  });
  for (const indices of ofRow) {
    model.addRow(0, 0, { indices: Int32Array.from(indices), values: new Float64Array(indices.length).fill(-1) });
  }

  const columns: Column[] = [];
  const entriesOf = ({ person, line }: Column) => {
    const counts = new Map<number, number>([[personAt.get(person)!, 1]]);
    for (let day = part.from; day < part.to; day++) {
      if (line[day]! < 0) continue;
      const cell = day * codes + line[day]!;
      for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) {
        const row = n + rowAt[cellRows[k]!]!;
        counts.set(row, (counts.get(row) ?? 0) + 1);
      }
    }
    return { indices: Int32Array.from(counts.keys()), values: Float64Array.from(counts.values()) };
  };
  const allowed: boolean[] = [];
  const reducedCost = (point: LinearPoint, { person, line, cost }: Column) =>
    cost - earned(instance, line, point.rowPrices, part.from, part.to) - point.lineCosts[personAt.get(person)!]!;
  const isUseful = (point: LinearPoint, cutoff: number, column: number) =>
    point.cost + reducedCost(point, columns[column]!) < cutoff;

  return {
    part,
    columns,
    add(column) {
      columns.push(column);
      allowed.push(true);
      model.addCol(column.cost, 0, solver.infinity, entriesOf(column));
    },
    isAllowed: (column) => allowed[column]!,
    allow(column, isAllowed) {
      if (allowed[column] === isAllowed) return;
      allowed[column] = isAllowed;
      model.changeColBounds(width + column, 0, isAllowed ? solver.infinity : 0);
    },
    solve(nearness = NEAREST) {
      if (method === 'interior') {
        model.clearSolver();
        model.options.set({ solver: 'ipm', run_crossover: 'off', ipm_optimality_tolerance: nearness });
      }
      const { modelStatus } = model.run();
      if (method === 'interior' && modelStatus !== OPTIMAL && modelStatus !== NEARLY) {
        model.options.set({ solver: 'simplex' });
        model.run();
      }
      const { colValue, rowDual } = model.getSolution();
      const rowPrices = new Float64Array(rows.length);
      at.forEach((row, place) => {
        rowPrices[row] = rowDual![n + place]!;
      });
      return {
        cost: model.getObjectiveValue() + constant,
        rowPrices,
        lineCosts: Float64Array.from(rowDual!.slice(0, n)),
        shares: Float64Array.from(colValue.slice(width)),
      };
    },
    prune(point) {
      const most = 3 * (n + at.length) + LEAST_COLUMNS;
      if (columns.length <= most * 1.5) return false;
      const reduced = columns.map((column) => reducedCost(point, column));
      const limit = Float64Array.from(reduced).sort()[most]!;
      const isOut = columns.map(
        (_, index) => reduced[index]! > Math.max(limit, 1e-6) && point.shares[index]! < NO_SHARE,
      );
      const out = Int32Array.from(columns.keys()).filter((index) => isOut[index]!);
      if (out.length === 0) return false;
      model.deleteCols({ kind: 'set', indices: out.map((index) => width + index) });
      let kept = 0;
      columns.forEach((column, index) => {
        if (isOut[index]!) return;
        columns[kept] = column;
        allowed[kept] = allowed[index]!;
        kept++;
      });
      columns.length = kept;
      allowed.length = kept;
      return true;
    },
    costOf: (cover) => at.reduce((sum, row) => sum + rows[row]!.cost[cover[row]!]!, 0),
    lagrangian(rowPrices, lineBounds) {
      let bound = lineBounds;
      for (const row of at) {
        const { cost } = rows[row]!;
        const base = part.fixedCover[row]!;
        const price = rowPrices[row]!;
        let least = cost[base]!;
        for (let count = base + 1; count < cost.length; count++) {
          const value = cost[count]! + price * (count - base);
          if (value >= least) break;
          least = value;
        }
        bound += least;
      }
      return bound;
    },
    useful: (point, cutoff) => columns.filter((_, column) => isUseful(point, cutoff, column)).length,
    chooseWhole(point, cutoff, nodes, seconds) {
      const sure = columns.filter((_, column) => point.shares[column]! > 1 - 1e-6);
      if (sure.length === n) return linesOf(sure);
      for (let column = 0; column < columns.length; column++) {
        if (!isUseful(point, cutoff, column)) model.changeColBounds(width + column, 0, 0);
        model.changeColIntegrality(width + column, 1);
      }
      model.clearSolver();
      model.options.set({
        presolve: 'on',
        solver: 'choose',
        mip_rel_gap: 0,
        mip_abs_gap: 0.99,
        mip_max_nodes: nodes,
        time_limit: seconds,
        objective_bound: cutoff - constant,
      });
      model.run();
      let values: ArrayLike<number>;
      try {
        values = model.getSolution().colValue;
      } catch {
        return null;
      }
      const chosen = columns.filter((_, column) => (values[width + column] ?? 0) > 0.5);
      if (chosen.length !== n || new Set(chosen.map(({ person }) => person)).size !== n) return null;
      return linesOf(chosen);
    },
    dispose: () => model.dispose(),
  };
}

/** Rows that count a cell of the part's days, ascending. */
function rowsOfPart({ rows, cellStart, cellRows, codes }: Instance, { from, to }: Part): number[] {
  const isIn = new Uint8Array(rows.length);
  const end = cellStart[to * codes.length]!;
  for (let k = cellStart[from * codes.length]!; k < end; k++) isIn[cellRows[k]!] = 1;
  return [...rows.keys()].filter((row) => isIn[row] === 1);
}

function linesOf(columns: readonly Column[]): Map<number, Line> {
  return new Map(columns.map(({ person, line }) => [person, line]));
}
