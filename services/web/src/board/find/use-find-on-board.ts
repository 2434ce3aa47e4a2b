import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useAnnounce } from '../../layout/announce.tsx';
import { today } from '../../layout/words.ts';
import { type BoardAddress, inView } from './address.ts';
import { answerOf } from './answer-of.ts';
import { offerFind } from './find-here.ts';
import type { Findable } from './findable.ts';
import { questionWords } from './questions.ts';
import type { ChangeAddress } from './use-board-address.ts';

type OnBoard = {
  readonly address: BoardAddress;
  readonly change: ChangeAddress;
  readonly findables: () => readonly Findable[];
};

/** While a board is in sight, what is found is found on it. */
export function useFindOnBoard({ address, change, findables }: OnBoard): void {
  const [, go] = useLocation();
  const { say } = useAnnounce();
  useEffect(
    () =>
      offerFind({
        findables,
        choose({ to }) {
          if ('page' in to) go(to.page);
          else change(to.change.view ? { ...inView(address, to.change.view, today()), ...to.change } : to.change);
        },
        ask(question, words) {
          change(answerOf(question, words));
          say(`${questionWords(question)}.`);
        },
      }),
    [address, change, findables, go, say],
  );
}
