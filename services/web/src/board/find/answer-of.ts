import { addDays, mondayOf } from '../../layout/words.ts';
import { endOfDay } from '../as-it-was/moments.ts';
import type { BoardAddress } from './address.ts';
import { noFilters } from './filters.ts';
import type { Question } from './questions.ts';

/** Where on a board a question is answered. */
export function answerOf(question: Question, words: string): Partial<BoardAddress> {
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
