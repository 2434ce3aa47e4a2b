import { memo } from 'react';
import { hours, longDay, timesOf } from '../layout/words.ts';
import { type Board, type BoardIndex, type BoardPerson, leaveOn } from './board-data.ts';
import { DayHeads } from './day-heads.tsx';
import { type Cell, useGrid } from './use-grid.ts';

type Props = {
  readonly board: Board;
  readonly index: BoardIndex;
  /** Opens the panel of a person's day. */
  readonly open: (person: string, date: string) => void;
  readonly press: (key: string, person: string, date: string) => boolean;
};

/** People down, days across: one tab stop, arrows to move, Enter to open, Delete to clear, P to pin. */
export function PeopleGrid({ board, index, open, press }: Props) {
  const { at, grid, setAt, onKeyDown } = useGrid(board.people.length, board.days.length);
  const act = (cell: Cell, key: string) => {
    const person = board.people[cell.row]?.person;
    const date = board.days[cell.column]?.date;
    if (!person || !date) return false;
    if (key !== 'Enter' && key !== 'F2' && key !== ' ') return press(key, person, date);
    open(person, date);
    return true;
  };
  return (
    <div className="weft-grid__scroll">
      <table
        ref={grid}
        role="grid"
        className="weft-grid"
        aria-label="People by day"
        aria-rowcount={board.people.length + 1}
        onKeyDown={(event) => {
          if (!onKeyDown(event) && act(at, event.key)) event.preventDefault();
        }}
      >
        <DayHeads days={board.days} first="Person" />
        <tbody>
          {board.people.map((person, row) => (
            <PersonRow
              key={person.person}
              person={person}
              row={row}
              days={board.days}
              index={index}
              active={at.row === row ? at.column : null}
              choose={(column) => {
                setAt({ row, column });
                act({ row, column }, 'Enter');
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = {
  readonly person: BoardPerson;
  readonly row: number;
  readonly days: Board['days'];
  readonly index: BoardIndex;
  readonly active: number | null;
  readonly choose: (column: number) => void;
};

const PersonRow = memo(
  function PersonRow({ person, row, days, index, active, choose }: RowProps) {
    return (
      <tr>
        <th scope="row" className="weft-grid__name">
          {person.name}
          <small>
            {person.grade ?? ''} {person.employers.map(({ code }) => code).join(' + ')} · {hours(person.hours.rostered)}{' '}
            of {hours(person.hours.contracted)} h · {person.nights} nights · {person.weekends} w/e
          </small>
        </th>
        {days.map(({ date }, column) => {
          const { text, name, kind } = cellOf(person, date, index);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid's own key handler does what a click does
            <td
              key={date}
              role="gridcell"
              data-cell={`${row} ${column}`}
              tabIndex={active === column || (active === null && row === 0 && column === 0) ? 0 : -1}
              aria-label={`${person.name}, ${longDay(date)}: ${name}`}
              title={name}
              className={`weft-cell weft-cell--${kind}`}
              onClick={() => choose(column)}
            >
              {text}
            </td>
          );
        })}
      </tr>
    );
  },
  (before, after) =>
    before.person === after.person &&
    before.days === after.days &&
    before.index === after.index &&
    before.active === after.active,
);

/** What a cell shows, and its name in full: never by colour alone. */
function cellOf(person: BoardPerson, date: string, index: BoardIndex) {
  const duties = index.held.get(`${person.person} ${date}`) ?? [];
  const leave = leaveOn(person, date);
  const busy = person.elsewhere.filter(({ start }) => start.slice(0, 10) === date);
  const findings = duties.flatMap((duty) => index.findings.get(`${person.person} ${duty.id}`) ?? []);
  const open = findings.filter(({ overridden }) => !overridden);
  const isHard = open.some(({ severity }) => severity === 'hard');
  const isPinned = duties.some(({ filled }) => filled.some((one) => one.person === person.person && one.pinned));
  const isChanged = duties.some(({ changedSincePublication }) => changedSincePublication);
  const marks = `${isPinned ? '•' : ''}${isChanged ? '*' : ''}${isHard ? '!' : open.length > 0 ? '?' : ''}`;
  const text = [duties.map(({ code }) => code).join('+') || (leave ? 'L' : busy.length > 0 ? '–' : ''), marks].join('');
  const words = [
    ...duties.map((duty) => `${duty.code} ${duty.role}, ${duty.siteName}, ${timesOf(duty)}`),
    ...(leave ? [`${leave} leave`] : []),
    ...busy.map(
      ({ start, end, place }) => `busy ${timesOf({ start, end })}${place ? ` at ${place.siteName}` : ' elsewhere'}`,
    ),
    ...(isPinned ? ['pinned'] : []),
    ...(isChanged ? ['changed since publication'] : []),
    ...open.map(({ severity, sentence }) => `${severity === 'hard' ? 'breach' : 'warning'}: ${sentence}`),
  ];
  const kind = isHard
    ? 'hard'
    : open.length > 0
      ? 'soft'
      : duties.length > 0
        ? 'duty'
        : leave
          ? 'leave'
          : busy.length > 0
            ? 'busy'
            : 'free';
  return { text, name: words.join('; ') || 'free', kind };
}
