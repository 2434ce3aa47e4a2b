import { shortDay } from '../layout/words.ts';
import type { Dials } from './dial-words.ts';
import { type Dial, dialsOf, standOf } from './dial-words.ts';

const [WIDTH, BAR, LEFT, TOP] = [320, 20, 4, 22];
const SIGNS = { within: '✓ within', near: '! near the limit', beyond: '✗ beyond the limit' } as const;

/** What one has used of the limits: as a picture with its numbers in it, and in words with the rule's name. */
export function RulesDials({ dials }: { readonly dials: Dials }) {
  const shown = dialsOf(dials);
  if (shown.length === 0) return <p>No rule counts anything of yours at the moment.</p>;
  return (
    <ul className="weft-dials">
      {shown.map((dial) => (
        <li key={dial.id} className={`weft-dial weft-dial--${standOf(dial)}`}>
          <h3 className="nhsuk-heading-s">{dial.title}</h3>
          <Gauge dial={dial} />
          {dial.id === 'rolling' && dials.rolling && <Ahead rolling={dials.rolling} />}
          <p>{dial.words}</p>
          <p className="weft-small">
            {dial.rule.id}: {dial.rule.plainWords} ({dial.rule.source})
            {dial.rule.verify && ' Check against your contract.'}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** One bar against its limit. The words beside it say the same. */
function Gauge({ dial }: { readonly dial: Dial }) {
  const { value, limit, figure } = dial;
  const most = Math.max(value, (limit ?? value) * 1.25, 1);
  const at = (number: number) => LEFT + (number / most) * (WIDTH - 2 * LEFT);
  const stand = standOf(dial);
  return (
    <svg className="weft-gauge" viewBox={`0 0 ${WIDTH} ${TOP + BAR + 4}`} aria-hidden="true">
      <text x={LEFT} y={TOP - 6}>
        {figure} · {SIGNS[stand]}
      </text>
      <rect className="weft-gauge__track" x={LEFT} y={TOP} width={WIDTH - 2 * LEFT} height={BAR} />
      <rect className="weft-gauge__bar" x={LEFT} y={TOP} width={at(value) - LEFT} height={BAR} />
      {limit !== null && (
        <line className="weft-gauge__limit" x1={at(limit)} x2={at(limit)} y1={TOP - 3} y2={TOP + BAR + 3} />
      )}
    </svg>
  );
}

const HIGH = 60;

/** Work in the 168 hours that end with each day to come, against the limit. */
function Ahead({ rolling: { ahead, limit } }: { readonly rolling: NonNullable<Dials['rolling']> }) {
  const most = Math.max(limit * 1.1, ...ahead.map(({ hours }) => hours));
  const wide = (WIDTH - 2 * LEFT) / ahead.length;
  const y = (hours: number) => TOP + HIGH - (hours / most) * HIGH;
  return (
    <svg className="weft-gauge" viewBox={`0 0 ${WIDTH} ${TOP + HIGH + 18}`} aria-hidden="true">
      <text x={LEFT} y={TOP - 6}>
        The 168 hours to come, day by day; line at {limit} h
      </text>
      {ahead.map(({ date, hours }, index) => (
        <rect
          key={date}
          className={hours > limit ? 'weft-gauge__bar weft-gauge__bar--beyond' : 'weft-gauge__bar'}
          x={LEFT + index * wide + 1}
          y={y(hours)}
          width={wide - 2}
          height={TOP + HIGH - y(hours)}
        />
      ))}
      <line className="weft-gauge__limit" x1={LEFT} x2={WIDTH - LEFT} y1={y(limit)} y2={y(limit)} />
      <text x={LEFT} y={TOP + HIGH + 14}>
        {shortDay(ahead[0]?.date ?? '')}
      </text>
      <text x={WIDTH - LEFT} y={TOP + HIGH + 14} textAnchor="end">
        {shortDay(ahead.at(-1)?.date ?? '')}
      </text>
    </svg>
  );
}
