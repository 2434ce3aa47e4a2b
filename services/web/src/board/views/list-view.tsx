import { useMemo } from 'react';
import { longDay } from '../../layout/words.ts';
import { dayWords } from './day-words.ts';
import { PageTurner } from './page-turner.tsx';
import { partOf } from './pages-of.ts';
import type { Picture } from './picture.ts';
import { rowWords } from './row-head.tsx';

type Props = {
  readonly picture: Picture;
  readonly page: number;
  readonly turn: (page: number) => void;
  readonly goTo: (person: string, date: string) => void;
};

/** The board as a list: a heading for each person, under it every day on which there is something to tell. */
export function ListView({ picture, page, turn, goTo }: Props) {
  const tell = useMemo(() => dayWords(picture), [picture]);
  const part = partOf(picture, page, picture.days.length || 1);
  return (
    <>
      <PageTurner part={part} turn={turn} />
      {part.people.map((person) => {
        const days = part.days
          .map(({ date }) => ({ date, ...tell(person.person, date) }))
          .filter(({ words }) => words.length > 0);
        return (
          <section key={person.person} className="weft-person-list">
            <h2 className="nhsuk-heading-s">{person.name}</h2>
            <p className="weft-small">{rowWords(person)}.</p>
            {days.length === 0 ? (
              <p>Free on all of these days.</p>
            ) : (
              <ul>
                {days.map(({ date, words }) => (
                  <li key={date}>
                    <button type="button" className="weft-link-button" onClick={() => goTo(person.person, date)}>
                      {longDay(date)}
                    </button>
                    : {words.join('; ')}
                  </li>
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </>
  );
}
