import { useCallback } from 'react';
import { Chart } from '../layout/chart.tsx';

/** How far a search was at a step. */
export type Point = {
  readonly step: number;
  readonly cost: number;
  readonly bound: number | null;
  readonly gaps: number;
};

const ROWS = 12;
const isBounded = (points: readonly Point[]) => points.some(({ bound }) => bound !== null);

/** The cost of the best roster so far, step by step, with the proven lower bound where one is known. */
export function CostCurve({ points }: { readonly points: readonly Point[] }) {
  const options = useCallback(
    (plot: typeof import('@observablehq/plot')) => ({
      height: 220,
      marginLeft: 70,
      x: { label: 'Search step', grid: true },
      y: { label: 'Cost', grid: true, zero: false },
      marks: [
        plot.lineY([...points], { x: 'step', y: 'cost', stroke: 'var(--weft-blue)', strokeWidth: 2 }),
        plot.dot([...points], { x: 'step', y: 'cost', fill: 'var(--weft-blue)' }),
        ...(isBounded(points)
          ? [plot.lineY([...points], { x: 'step', y: 'bound', stroke: 'var(--weft-ink)', strokeDasharray: '4 4' })]
          : []),
      ],
    }),
    [points],
  );
  if (points.length === 0) return null;
  const every = Math.max(1, Math.ceil(points.length / ROWS));
  const shown = points.filter((_, index) => index % every === 0 || index === points.length - 1);
  return (
    <figure className="weft-figure">
      <figcaption>
        Cost of the best roster so far. {isBounded(points) ? 'Dashed: it cannot be lower.' : 'No lower bound is known.'}
      </figcaption>
      <Chart options={options} />
      <details>
        <summary>The curve as a table</summary>
        <table className="nhsuk-table">
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Cost</th>
              <th scope="col">Bound</th>
              <th scope="col">Gaps</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ step, cost, bound, gaps }) => (
              <tr key={step}>
                <td>{step}</td>
                <td>{cost}</td>
                <td>{bound ?? 'not known'}</td>
                <td>{gaps}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
