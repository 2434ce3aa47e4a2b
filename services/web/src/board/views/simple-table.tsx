import { useMemo } from 'react';
import { shortDay } from '../../layout/words.ts';
import { coverByDay } from './cover.ts';
import { DayFoot } from './day-foot.tsx';
import { marksOf } from './day-marks.ts';
import { dayWords } from './day-words.ts';
import { PageTurner } from './page-turner.tsx';
import { partOf } from './pages-of.ts';
import type { Picture } from './picture.ts';
import { RowHead } from './row-head.tsx';

type Props = { readonly picture: Picture; readonly page: number; readonly turn: (page: number) => void };

/** The board as a plain table of 25 people and 14 days at a time: read by a reader's own table keys. */
export function SimpleTable({ picture, page, turn }: Props) {
  const tell = useMemo(() => dayWords(picture), [picture]);
  const cover = useMemo(() => coverByDay(picture.duties), [picture.duties]);
  const part = partOf(picture, page);
  const { people, days } = part;
  return (
    <>
      <PageTurner part={part} turn={turn} />
      <section className="weft-scroll" aria-label="Table of people by day" tabIndex={0}>
        <table className="weft-simple">
          <caption className="nhsuk-u-visually-hidden">People by day, {part.words}</caption>
          <thead>
            <tr>
              <th scope="col">Person</th>
              {days.map((day, index) => {
                const { words } = marksOf(day, days[index + 1]);
                return (
                  <th key={day.date} scope="col">
                    {shortDay(day.date)}
                    {words && <small>{words}</small>}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.person}>
                <th scope="row">
                  <RowHead person={person} />
                </th>
                {days.map(({ date }) => {
                  const { text, words } = tell(person.person, date);
                  return (
                    <td key={date}>
                      {text && (
                        <>
                          <span aria-hidden="true">{text}</span>
                          <span className="nhsuk-u-visually-hidden">{words.join('; ')}</span>
                        </>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Cover</th>
              {days.map(({ date }) => (
                <td key={date}>
                  <DayFoot cover={cover(date)} />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
    </>
  );
}
