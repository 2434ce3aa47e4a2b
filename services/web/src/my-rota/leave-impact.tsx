import type { api } from '../api.ts';
import { addDays, counted, shortDay, timesOf } from '../layout/words.ts';

type Impact = Awaited<ReturnType<typeof api.sharedRotas.myRota.leaveImpact.query>>;

/** What leave would touch: own duties, how many would be left in each session, and who else is away. */
export function LeaveImpact({ impact: { duties, cover, away, awayElsewhere } }: { readonly impact: Impact }) {
  return (
    <section className="weft-impact" aria-label="What this leave touches">
      <h2 className="nhsuk-heading-s">
        {duties.length === 0
          ? 'None of your duties is touched.'
          : `It touches ${counted(duties.length, 'duty', 'duties')} of yours`}
      </h2>
      <ul className="weft-list">
        {duties.map((duty) => (
          <li key={duty.duty}>
            <strong>{shortDay(duty.date)}</strong> {timesOf(duty)} {duty.code} {duty.role}, {duty.siteName}
          </li>
        ))}
      </ul>
      {cover.length > 0 && (
        <>
          <h3 className="nhsuk-heading-s">Without you</h3>
          <ul className="weft-list">
            {cover.map(({ date, siteName, service, role, need, left }) => (
              <li key={`${date} ${siteName} ${service} ${role}`}>
                <strong>{shortDay(date)}</strong> {service}, {role} at {siteName}: {left} of {need} needed{' '}
                {left < need ? <strong>– {need - left} short</strong> : '– enough'}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className="nhsuk-heading-s">Who else is away</h3>
      {away.length === 0 && awayElsewhere === 0 && <p>Nobody of your rotas, as far as leave is approved.</p>}
      <ul className="weft-list">
        {away.map(({ person, name, from, to }) => (
          <li key={`${person} ${from}`}>
            {name}, {shortDay(from)} to {shortDay(addDays(to, -1))}
          </li>
        ))}
        {awayElsewhere > 0 && <li>{counted(awayElsewhere, 'colleague')} of other employers</li>}
      </ul>
    </section>
  );
}
