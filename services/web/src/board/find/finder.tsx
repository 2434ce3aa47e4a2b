import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useAnnounce } from '../../layout/announce.tsx';
import { addDays, mondayOf, today } from '../../layout/words.ts';
import { endOfDay } from '../as-it-was/moments.ts';
import { type BoardAddress, inView } from './address.ts';
import { noFilters } from './filters.ts';
import type { Findable } from './findable.ts';
import { type Question, questionWords } from './questions.ts';
import type { ChangeAddress } from './use-board-address.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

type Props = {
  readonly address: BoardAddress;
  readonly change: ChangeAddress;
  /** Gathered when somebody looks for something. */
  readonly findables: () => readonly Findable[];
};

/** The button and the key (Ctrl+K) that open the palette; its script is fetched then. */
export function Finder({ address, change, findables }: Props) {
  const [all, setAll] = useState<readonly Findable[] | null>(null);
  const [, go] = useLocation();
  const { say } = useAnnounce();
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setAll(findables());
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [findables]);
  return (
    <>
      <button type="button" onClick={() => setAll(findables())} aria-keyshortcuts="Control+K">
        Find … <kbd>Ctrl+K</kbd>
      </button>
      {all && (
        <Suspense>
          <Palette
            all={all}
            close={() => setAll(null)}
            choose={({ to, text }) => {
              if ('page' in to) go(to.page);
              else change(to.change.view ? { ...inView(address, to.change.view, today()), ...to.change } : to.change);
              say(`${text}.`);
            }}
            ask={(question, words) => {
              change(answerOf(question, words));
              say(`${questionWords(question)}.`);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** Where a question is answered. */
function answerOf(question: Question, words: string): Partial<BoardAddress> {
  switch (question.ask) {
    case 'gaps':
      return { ask: words };
    case 'findings':
      return {
        view: 'people',
        from: mondayOf(question.from),
        weeks: addDays(mondayOf(question.from), 7) < question.to ? 2 : 1,
        filters: { ...noFilters, only: 'findings' },
      };
    case 'day':
      return { view: 'hours', from: question.date };
    case 'as-it-was':
      return { asAt: endOfDay(question.date), since: endOfDay(question.date) };
    case 'changes':
      return { asAt: null, since: endOfDay(addDays(question.date, -1)) };
    default:
      return question satisfies never;
  }
}
