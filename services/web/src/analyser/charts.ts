import { type Analysis, CAUSES } from './tables.ts';

type Plot = typeof import('@observablehq/plot');

const MOST_BARS = 40;
const causeName = (cause: Analysis['gaps'][number]['cause']) =>
  CAUSES.find((one) => one.cause === cause)?.name ?? cause;

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

/** Each burden within each grade, per whole-time equivalent: one dot a person, the middle marked. */
export const sharesChart =
  ({ people, shares }: Pick<Analysis, 'people' | 'shares'>) =>
  (plot: Plot) => {
    const whatOf = ({ name, grade }: Analysis['shares'][number]) => `${name}, ${grade}`;
    const dots = shares.flatMap((share) =>
      people
        .filter(({ wte, hereHours, grade }) => wte > 0 && hereHours > 0 && (grade ?? '') === share.grade)
        .map((each) => ({ what: whatOf(share), value: each[share.key] / each.wte })),
    );
    return {
      height: 60 + shares.length * 34,
      marginLeft: 230,
      x: { label: 'Per whole-time equivalent', grid: true },
      y: { label: null, domain: shares.map(whatOf) },
      marks: [
        plot.dot(dots, { x: 'value', y: 'what', r: 4, fill: 'var(--weft-blue)', fillOpacity: 0.35 }),
        plot.tickX(
          shares.map((share) => ({ what: whatOf(share), value: share.spread.median })),
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
      plot.barY(
        gaps.map(({ week, missing, cause }) => ({ week, missing, why: causeName(cause) })),
        plot.groupX({ y: 'sum' }, { x: 'week', y: 'missing', fy: 'why', fill: 'var(--weft-blue)' }),
      ),
      plot.ruleY([0]),
    ],
  });
