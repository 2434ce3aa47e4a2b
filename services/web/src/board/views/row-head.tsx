import { counted, hours } from '../../layout/words.ts';
import type { PicturePerson } from './picture.ts';

type Person = Pick<
  PicturePerson,
  'name' | 'grade' | 'employers' | 'hours' | 'average' | 'carried' | 'nights' | 'weekends'
>;

const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : '±'}${hours(Math.abs(value))}`;

/** What a row's head shows of a person: hours against contract, average, nights, weekends, balance, employers. */
export function RowHead({ person }: { readonly person: Person }) {
  const { rostered, contracted } = person.hours;
  const { average, carried, nights, weekends } = person;
  const isOver = average?.limit != null && average.hours > average.limit;
  return (
    <span className="weft-row-head">
      <span className="weft-row-head__name">{person.name}</span>
      <small className="weft-row-head__who">
        {[person.grade, person.employers.map(({ code }) => code).join(' + ')].filter(Boolean).join(' · ')}
      </small>
      <small className="weft-row-head__sums" title={rowWords(person)}>
        <span aria-hidden="true">
          {hours(rostered)}/{hours(contracted)} h
          {average && (
            <>
              {' '}
              · ø {hours(average.hours)}
              {isOver && <strong> !</strong>}
            </>
          )}
          {carried !== null && ` · ${signed(carried)}`} · {nights} N · {weekends} W
        </span>
        <span className="nhsuk-u-visually-hidden">{rowWords(person)}</span>
      </small>
    </span>
  );
}

/** All of a row's head in words. */
export function rowWords({ hours: { rostered, contracted }, average, carried, nights, weekends, employers }: Person) {
  return [
    `${hours(rostered)} of ${hours(contracted)} hours`,
    ...(average ? [averageWords(average)] : []),
    ...(carried === null ? [] : [`${hours(Math.abs(carried))} hours ${carried < 0 ? 'owed' : 'over'} before`]),
    counted(nights, 'night'),
    counted(weekends, 'weekend'),
    employers.map(({ name }) => name).join(' and '),
  ].join(', ');
}

function averageWords({ hours: mean, limit, weeks }: NonNullable<Person['average']>): string {
  const words = `on average ${hours(mean)} a week over ${weeks} weeks`;
  return limit === null ? words : `${words}, ${mean > limit ? 'above' : 'within'} ${hours(limit)}`;
}
