import type { KeyboardEvent, RefObject } from 'react';
import type { api } from '../api.ts';
import { counted, longDay, shortDay, timesOf } from '../layout/words.ts';
import { causeWords, harmWords, soonWords } from './gap-words.ts';

export type GapFacts = Awaited<ReturnType<typeof api.sharedRotas.gaps.list.query>>['gaps'][number];

/** Gaps by day, the worst of a day first. Arrow keys move and show who could fill; Enter goes on to the people. */
export function GapTray({
  gaps,
  chosen,
  opened,
  tray,
  showRota,
  choose,
  enter,
}: {
  readonly gaps: readonly GapFacts[];
  readonly chosen: string | null;
  /** Duties that a sick call has just opened. */
  readonly opened: ReadonlySet<string>;
  readonly tray: RefObject<HTMLDivElement | null>;
  readonly showRota: boolean;
  readonly choose: (duty: string) => void;
  readonly enter: (duty: string) => void;
}) {
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -gaps.length, End: gaps.length };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = gaps.findIndex(({ duty }) => duty === chosen);
    const next = gaps[Math.max(0, Math.min(gaps.length - 1, at + step))];
    if (!next) return;
    choose(next.duty);
    tray.current?.querySelector<HTMLElement>(`[data-gap="${CSS.escape(next.duty)}"]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons within
    <div className="weft-tray" ref={tray} onKeyDown={move}>
      {sectionsOf(gaps, opened).map(({ title, gaps: own }) => (
        <section key={title} aria-label={title}>
          <h2 className="nhsuk-heading-xs">{title}</h2>
          <ul className="weft-gaps">
            {own.map((gap) => (
              <li key={gap.duty} className={`weft-gap weft-gap--${gap.harm}`}>
                <button
                  type="button"
                  data-gap={gap.duty}
                  tabIndex={gap.duty === (chosen ?? gaps[0]?.duty) ? 0 : -1}
                  aria-pressed={gap.duty === chosen}
                  onClick={() => enter(gap.duty)}
                >
                  <strong>
                    {opened.has(gap.duty) && `${shortDay(gap.date)} `}
                    {timesOf(gap)} {gap.code}
                  </strong>{' '}
                  {gap.role}
                  {gap.skill && ` (${gap.skill})`}, {gap.siteName}
                  {showRota && ` · ${gap.rotaName}`}
                  <span className="weft-gap__why">
                    {harmWords(gap.harm)}
                    {gap.count > 1 && `, ${counted(gap.missing, 'place')} of ${gap.count} empty`} ·{' '}
                    {soonWords(gap.startsInMinutes)} · {causeWords(gap.cause)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** What a sick call has just opened comes first, then day by day. */
const sectionsOf = (gaps: readonly GapFacts[], opened: ReadonlySet<string>) => {
  const fresh = gaps.filter(({ duty }) => opened.has(duty));
  const rest = gaps.filter(({ duty }) => !opened.has(duty));
  const days = [...Map.groupBy(rest, ({ date }) => date)].map(([date, own]) => ({ title: longDay(date), gaps: own }));
  return fresh.length > 0 ? [{ title: 'Just opened by a sick call', gaps: fresh }, ...days] : days;
};
