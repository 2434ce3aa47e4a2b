import type { Run } from './run.ts';

const WIDTH = 760;
const HEIGHT = 420;
const LEFT = 70;
const RIGHT = 130;
const TOP = 40;
const BOTTOM = 45;
const COLOURS = ['#1d4ed8', '#b45309', '#047857', '#9d174d', '#4b5563'];

/**
 * A picture of the runs of one instance: cost (whole line) and proven bound (dashed) over seconds, both axes in powers
 * of ten, a colour for each solver, a line for each seed; the best known cost in grey.
 */
export function drawCurves(instance: string, runs: readonly Run[], best: number | null): string {
  const costs = runs.flatMap((run) => run.curve.flatMap((point) => point.cost ?? []));
  const lowest = Math.min(...costs, best ?? Number.POSITIVE_INFINITY) * 0.9;
  const highest = Math.min(Math.max(...costs) * 1.05, lowest * 100);
  if (!(highest > lowest)) return frame(instance, [text(LEFT, HEIGHT / 2, 'No run found a roster.')]);
  const longest = Math.max(...runs.map((run) => Math.max(run.seconds, run.took)));
  const shortest = 0.1;
  const x = (seconds: number) => LEFT + share(Math.max(seconds, shortest), shortest, longest) * (WIDTH - LEFT - RIGHT);
  const y = (cost: number) =>
    HEIGHT - BOTTOM - share(clamp(cost, lowest, highest), lowest, highest) * (HEIGHT - TOP - BOTTOM);
  const parts: string[] = [];
  for (const tick of ticksOf(lowest, highest)) {
    parts.push(line(LEFT, y(tick), WIDTH - RIGHT, y(tick), '#e5e7eb'), text(8, y(tick) + 4, String(tick)));
  }
  for (const tick of ticksOf(shortest, longest)) {
    parts.push(
      line(x(tick), TOP, x(tick), HEIGHT - BOTTOM, '#e5e7eb'),
      text(x(tick) - 6, HEIGHT - BOTTOM + 18, `${tick} s`),
    );
  }
  if (best !== null) {
    parts.push(
      line(LEFT, y(best), WIDTH - RIGHT, y(best), '#6b7280'),
      text(WIDTH - RIGHT + 6, y(best) + 4, `best known ${best}`),
    );
  }
  const solvers = [...new Set(runs.map((run) => run.solver))];
  for (const run of runs) {
    const colour = COLOURS[solvers.indexOf(run.solver) % COLOURS.length]!;
    const steps = (of: 'cost' | 'bound') =>
      run.curve.flatMap((point) => (point[of] === null ? [] : [{ x: x(point.seconds), y: y(point[of]) }]));
    parts.push(
      steppedPath(steps('cost'), x(run.took), colour, false),
      steppedPath(steps('bound'), x(run.took), colour, true),
    );
  }
  solvers.forEach((solver, at) => {
    const colour = COLOURS[at % COLOURS.length]!;
    parts.push(
      line(LEFT + 130 * at, TOP - 12, LEFT + 130 * at + 20, TOP - 12, colour, 2),
      text(LEFT + 130 * at + 26, TOP - 8, solver),
    );
  });
  return frame(instance, parts);
}

function frame(instance: string, parts: readonly string[]): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`;
  const title = `<title>${withEntities(instance)}: cost and bound over time</title>`;
  const paper = `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`;
  return [
    open,
    title,
    paper,
    text(8, 16, `${instance}: cost, and bound (dashed), over seconds`),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function steppedPath(
  points: readonly { x: number; y: number }[],
  end: number,
  colour: string,
  isDashed: boolean,
): string {
  const first = points[0];
  if (!first) return '';
  const steps = points.slice(1).map((point) => `H${point.x.toFixed(1)}V${point.y.toFixed(1)}`);
  const path = `M${first.x.toFixed(1)} ${first.y.toFixed(1)}${steps.join('')}H${Math.max(end, points.at(-1)!.x).toFixed(1)}`;
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5"${isDashed ? ' stroke-dasharray="5 4"' : ''}/>`;
}

/** 1, 2 and 5 times the powers of ten between two values. */
function ticksOf(from: number, to: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
    for (const factor of [1, 2, 5]) {
      const tick = Number((factor * 10 ** power).toPrecision(1));
      if (tick >= from && tick <= to) ticks.push(tick);
    }
  }
  return ticks;
}

function share(value: number, low: number, high: number): number {
  return Math.log(value / low) / Math.log(high / low);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string, width = 1): string {
  const [a, b, c, d] = [x1, y1, x2, y2].map((value) => value.toFixed(1));
  return `<line x1="${a}" y1="${b}" x2="${c}" y2="${d}" stroke="${colour}" stroke-width="${width}"/>`;
}

function text(x: number, y: number, words: string): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="#111827">${withEntities(words)}</text>`;
}

function withEntities(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
