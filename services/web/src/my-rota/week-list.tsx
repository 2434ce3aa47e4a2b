import { addDays, counted, mondayOf, shortDay, timesOf } from '../layout/words.ts';
import type { MyDuty, MyRota } from './dial-words.ts';
import { DutyActions } from './next-duty.tsx';

const STATUS = {
  confirmed: '',
  tentative: 'changed since publication',
  cancelled: 'taken off',
} as const;

/** The weeks from one day on that hold a duty or leave, from Monday. */
export function weeksOf(
  { duties, leave }: Pick<MyRota, 'duties' | 'leave'>,
  from: string,
): { readonly monday: string; readonly duties: readonly MyDuty[]; readonly leave: MyRota['leave'] }[] {
  const coming = duties.filter(({ date }) => date >= from);
  const away = leave.filter((one) => one.to > from);
  const mondays = [...coming.map(({ date }) => date), ...away.map((one) => (one.from < from ? from : one.from))].map(
    mondayOf,
  );
  return [...new Set(mondays)].sort().map((monday) => {
    const end = addDays(monday, 7);
    return {
      monday,
      duties: coming.filter(({ date }) => date >= monday && date < end),
      leave: away.filter((one) => one.from < end && one.to > monday),
    };
  });
}

/** One's duties and leave from today on, week by week. */
export function WeekList({
  rota,
  from,
  mayChange,
}: {
  readonly rota: Pick<MyRota, 'duties' | 'leave' | 'asOf'>;
  readonly from: string;
  readonly mayChange: boolean;
}) {
  const weeks = weeksOf(rota, from);
  if (weeks.length === 0) return <p>No published duty in the months to come.</p>;
  return weeks.map(({ monday, duties, leave }) => (
    <section key={monday} className="weft-week">
      <h3 className="nhsuk-heading-s">
        Week from {shortDay(monday)}{' '}
        <span className="weft-small">
          {counted(duties.filter(({ status }) => status !== 'cancelled').length, 'duty', 'duties')}
        </span>
      </h3>
      <ul className="weft-week__days">
        {leave.map((one) => (
          <li key={one.leave} className="weft-week__leave">
            <strong>
              {shortDay(one.from)} to {shortDay(addDays(one.to, -1))}
            </strong>{' '}
            {one.kind} leave
          </li>
        ))}
        {duties.map((duty) => (
          <li key={duty.booking} className={duty.status === 'cancelled' ? 'weft-week__gone' : undefined}>
            <strong>{shortDay(duty.date)}</strong> {timesOf(duty)} <strong>{duty.code}</strong> {duty.role}
            <br />
            {duty.siteName}
            {duty.travel && `, ${counted(duty.travel.minutes, 'minute')} from ${duty.travel.fromSiteName}`}
            {duty.status !== 'confirmed' && <strong> · {STATUS[duty.status]}</strong>}
            {mayChange && duty.status !== 'cancelled' && (
              <DutyActions duty={duty.duty} of={shortDay(duty.date)} mayGive={duty.start > rota.asOf} />
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}
