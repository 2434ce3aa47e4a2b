import { Link } from 'wouter';
import { counted, longDay, timesOf } from '../layout/words.ts';
import type { MyRota } from './dial-words.ts';

/** The next duty as it is told; who is with one is not known of every duty that was kept. */
type Next = Omit<NonNullable<MyRota['next']>, 'team'> & { readonly team: NonNullable<MyRota['next']>['team'] | null };

/** The duty that is under way at an instant, or comes next: also of a rota that was kept some hours ago. */
export function nextAt({ next, duties }: Pick<MyRota, 'next' | 'duties'>, at: number): Next | null {
  if (next && Date.parse(next.end) > at) return next;
  const later = duties.find(({ end, status }) => status !== 'cancelled' && Date.parse(end) > at);
  return later ? { ...later, team: null } : null;
}

/** The next duty, or the one that is under way: when, where, with whom, and the way from the one before. */
export function NextDuty({
  next,
  at,
  mayChange,
}: {
  readonly next: Next | null;
  /** Now, in milliseconds. */
  readonly at: number;
  readonly mayChange: boolean;
}) {
  const hasBegun = next !== null && Date.parse(next.start) <= at;
  return (
    <section className="weft-next" aria-labelledby="next-duty">
      <h2 className="nhsuk-heading-m" id="next-duty">
        {hasBegun ? 'On duty now' : 'Next duty'}
      </h2>
      {!next && <p>No published duty is ahead of you.</p>}
      {next && (
        <>
          <p className="weft-next__when">
            <strong>{longDay(next.date)}</strong>
            <br />
            {timesOf(next)}
          </p>
          <p>
            {next.code} {next.role}, {next.service}
            {next.kind === 'on-call' && ' (on call)'}
            <br />
            {next.siteName}
            {next.status === 'tentative' && (
              <>
                <br />
                <strong>Changed since the rota was published.</strong>
              </>
            )}
          </p>
          <p>
            {teamWords(next.team)}
            {next.travel && (
              <>
                <br />
                {counted(next.travel.minutes, 'minute')} of travel from {next.travel.fromSiteName}, where you are
                before.
              </>
            )}
          </p>
          <DutyActions duty={next.duty} of={longDay(next.date)} mayGive={mayChange && !hasBegun} />
        </>
      )}
    </section>
  );
}

/** What may be done with a duty of one's own; `of` tells the links of several duties apart for those who listen. */
export function DutyActions({
  duty,
  of,
  mayGive,
}: {
  readonly duty: string;
  readonly of: string;
  /** False once it has begun. */
  readonly mayGive: boolean;
}) {
  return (
    <p className="weft-actions weft-duty-actions">
      {mayGive && (
        <Link href={`/my-rota/swap/${duty}`}>
          Swap or give away<span className="nhsuk-u-visually-hidden"> the duty of {of}</span>
        </Link>
      )}
      <Link href={`/duties/${duty}`}>
        History<span className="nhsuk-u-visually-hidden"> of the duty of {of}</span>
      </Link>
    </p>
  );
}

function teamWords(team: Next['team']): string {
  if (team === null) return 'Who is with you was not kept.';
  if (team.length === 0) return 'Nobody else of your service is there at that time.';
  return `With ${team.map(({ name, code, role }) => `${name} (${code || role})`).join(', ')}.`;
}
