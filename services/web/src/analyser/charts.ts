import type { Analysis } from './tables.ts';

type Plot = typeof import('@observablehq/plot');

const MOST_BARS = 40;

/** The people whose hours are furthest from their contract, the furthest first. */
export const furthest = (people: Analysis['people']) =>
  people
    .filter(({ hours, contracted }) => hours > 0 || contracted > 0)
    .sort((a, b) => Math.abs(b.hours - b.contracted) - Math.abs(a.hours - a.contracted))
    .slice(0, MOST_BARS);

/** Hours over and under the contract, one bar a person. */
export const hoursChart = (people: Analysis['people']) => (plot: Plot) => {
  const shown = furthest(people).map(({ name, hours, contracted }) => ({ name, balance: hours - contracted }));
  return {
    height: 60 + shown.length * 18,
    marginLeft: 170,
    x: { label: 'Hours over (right) and under (left) the contract', grid: true },
    y: { label: null, domain: shown.map(({ name }) => name) },
    marks: [plot.barX(shown, { x: 'balance', y: 'name', fill: 'var(--weft-blue)' }), plot.ruleX([0])],
  };
};

/** Each burden per whole-time equivalent, one dot a person, the middle marked. */
export const sharesChart =
  ({ people, shares }: Pick<Analysis, 'people' | 'shares'>) =>
  (plot: Plot) => {
    const dots = shares.flatMap(({ key, name }) =>
      people
        .filter(({ wte, hereHours }) => wte > 0 && hereHours > 0)
        .map((each) => ({ what: name, value: each[key] / each.wte })),
    );
    return {
      height: 60 + shares.length * 70,
      marginLeft: 150,
      x: { label: 'Per whole-time equivalent', grid: true },
      y: { label: null },
      marks: [
        plot.dot(dots, { x: 'value', y: 'what', r: 4, fill: 'var(--weft-blue)', fillOpacity: 0.35 }),
        plot.tickX(
          shares.map(({ name, spread }) => ({ what: name, value: spread.median })),
          { x: 'value', y: 'what', stroke: 'var(--weft-ink)', strokeWidth: 3 },
        ),
      ],
    };
  };

/** Empty places by week, one row a cause. */
export const gapsChart =
  ({ gaps, weeks }: Pick<Analysis, 'gaps' | 'weeks'>) =>
  (plot: Plot) => ({
    height: 320,
    marginLeft: 50,
    marginRight: 110,
    x: { label: 'Week of', domain: weeks.map(({ week }) => week), tickRotate: -30 },
    y: { label: 'Empty places', grid: true },
    fy: { label: null },
    marginBottom: 60,
    marks: [
      plot.barY(gaps, plot.groupX({ y: 'sum' }, { x: 'week', y: 'missing', fy: 'cause', fill: 'var(--weft-blue)' })),
      plot.ruleY([0]),
    ],
  });
