import { useEffect, useId, useState } from 'react';
import { useAnnounce } from '../../layout/announce.tsx';
import { now } from '../../layout/clock.ts';
import { counted, momentOf } from '../../layout/words.ts';
import type { BoardAddress } from '../find/address.ts';
import type { ChangeAddress } from '../find/use-board-address.ts';
import { ChangesList } from './changes-list.tsx';
import { MomentField } from './moment-field.tsx';
import { changeStops, dayStops, FOREVER, stopOf, stretchOf } from './moments.ts';
import { useChanges } from './use-changes.ts';
import { useLife } from './use-life.ts';

type Props = {
  readonly rota: string;
  readonly address: BoardAddress;
  readonly change: ChangeAddress;
  readonly goTo: (person: string, date: string) => void;
};

/** The board as it stood: a slider over the rota's life, a date with time, and what changed between two moments. */
export function AsItWas({ rota, address, change, goTo }: Props) {
  const { asAt, since } = address;
  const [steps, setSteps] = useState<'days' | 'changes'>('days');
  const [draft, setDraft] = useState<number | null>(null);
  const [openedAt] = useState(() => new Date(now()).toISOString());
  const id = useId();
  const { say } = useAnnounce();
  const life = useLife(rota, true);
  const changes = useChanges(rota, since === null ? null : stretchOf(since, asAt));
  const byChange = useChanges(
    rota,
    steps === 'changes' && life ? { since: since ?? life.openedAt, until: FOREVER } : null,
  ).data?.map((one) => one.at);
  const stops = byChange ? changeStops(byChange) : life ? dayStops(life.openedAt, openedAt) : [null];
  const at = draft ?? stopOf(stops, asAt);
  const told = momentWords(draft === null ? asAt : (stops[draft] ?? null));
  const stand = (instant: string | null) => {
    change({ asAt: instant }, { replace: true });
    say(instant ? `As it stood at ${momentOf(instant)}. Read only.` : 'Now.');
  };
  // The board follows the slider when it rests: not at each pixel of a drag.
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => {
      setDraft(null);
      change({ asAt: stops[draft] ?? null }, { replace: true });
    }, 250);
    return () => clearTimeout(timer);
  }, [draft, stops, change]);
  return (
    <section aria-label="As it was" className="weft-as-at">
      <div className="weft-as-at__row">
        <MomentField label="As it stood at" value={asAt} change={stand} />
        <label className="weft-as-at__slider" htmlFor={id}>
          <span className="nhsuk-u-visually-hidden">Moment in the rota’s life</span>
          <input
            id={id}
            type="range"
            min={0}
            max={stops.length - 1}
            value={at}
            aria-valuetext={told}
            disabled={stops.length < 2}
            onChange={({ target }) => setDraft(Number(target.value))}
          />
          <output htmlFor={id}>{told}</output>
        </label>
        <fieldset>
          <legend>Steps</legend>
          {(['days', 'changes'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={steps === one} onClick={() => setSteps(one)}>
              {one === 'days' ? 'Days' : 'Changes'}
            </button>
          ))}
        </fieldset>
        {asAt && (
          <button type="button" onClick={() => stand(null)}>
            Back to now
          </button>
        )}
      </div>
      <div className="weft-as-at__row">
        <MomentField
          label="What changed from"
          value={since}
          change={(instant) => change({ since: instant }, { replace: true })}
        />
        {since && (
          <span>
            to {asAt && asAt > since ? momentOf(asAt) : 'now'}
            {changes.data && `: ${counted(changes.data.length, 'change')}`}
          </span>
        )}
        {asAt && since !== asAt && (
          <button type="button" onClick={() => change({ since: asAt })}>
            What changed since this moment
          </button>
        )}
        {since && (
          <button type="button" onClick={() => change({ since: null })}>
            Close the list
          </button>
        )}
      </div>
      {life && asAt && asAt < life.openedAt && (
        <p>
          <strong>Nothing is known of this rota at {momentOf(asAt)}.</strong> Its log begins at{' '}
          {momentOf(life.openedAt)}, when it was opened here or brought in from elsewhere; what it was before is not
          kept in Weft, so no board is shown.{' '}
          <button type="button" onClick={() => stand(null)}>
            Show it as it is now
          </button>
        </p>
      )}
      {life && since === null && (
        <p className="weft-small">
          Opened {momentOf(life.openedAt)}; changed on {counted(life.days.length, 'day')} since.
        </p>
      )}
      {since && <ChangesList changes={changes} goTo={goTo} stand={stand} />}
    </section>
  );
}

const momentWords = (instant: string | null) => (instant === null ? 'Now' : momentOf(instant));
