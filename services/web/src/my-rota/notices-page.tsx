import { newCommandId } from '@weft/client';
import { Link } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { useCommand } from '../layout/use-command.ts';
import { addDays, counted, momentOf, shortDay, timesOf } from '../layout/words.ts';
import { MyPlaces, useNotices } from './my-places.tsx';

/** What changed for oneself since one last looked, newest first: who did it and why. */
export function NoticesPage() {
  const notices = useNotices();
  const read = useCommand(
    (until: string) => api.sharedRotas.myRota.noticesRead.mutate({ commandId: newCommandId(), until }),
    'Marked as read.',
  );
  const { data } = notices;
  const newest = data?.notices[0]?.at;
  return (
    <Page title="Notices" lead="What changed for you in the last 60 days.">
      <MyPlaces here="Notices" />
      {(notices.error ?? read.error) && <Fault error={notices.error ?? read.error} retry={() => notices.refetch()} />}
      {notices.isPending && <p>Fetching your notices …</p>}
      {data && (
        <p>
          {data.unread === 0 ? 'Nothing is new' : `${counted(data.unread, 'notice')} new`}
          {data.readUntil && ` since ${momentOf(data.readUntil)}`}.
        </p>
      )}
      {data && newest && data.unread > 0 && (
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          disabled={read.isPending}
          onClick={() => read.mutate(newest)}
        >
          Mark all as read
        </button>
      )}
      <ul className="weft-notices">
        {data?.notices.map(({ at, kind, text, by, reason, duty, swap, leave, isNew }) => (
          <li
            key={`${at} ${kind} ${duty?.duty} ${swap} ${leave?.from} ${text}`}
            className={isNew ? 'weft-notices__new' : undefined}
          >
            <p>
              {isNew && <strong>New · </strong>}
              {text}
              {duty && (
                <>
                  {' '}
                  <strong>
                    {shortDay(duty.date)}, {timesOf(duty)}
                  </strong>{' '}
                  {duty.code} {duty.role}, {duty.siteName}.
                </>
              )}
              {leave && <strong> {daysOf(leave)}.</strong>}
              {reason && ` “${reason}”`}
            </p>
            <p className="weft-small">
              {momentOf(at)}
              {by && `, by ${by}`}
              {swap && (
                <>
                  {' · '}
                  <Link href="/my-rota/requests">Request</Link>
                </>
              )}
              {leave && (
                <>
                  {' · '}
                  <Link href="/my-rota/leave">Leave</Link>
                </>
              )}
              {kind !== 'swap' && duty && (
                <>
                  {' · '}
                  <Link href={`/duties/${duty.duty}`}>
                    History<span className="nhsuk-u-visually-hidden"> of the duty of {shortDay(duty.date)}</span>
                  </Link>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** 'Mon 2 Mar' or 'Mon 2 Mar to Fri 6 Mar', of local days [from, to). */
function daysOf({ from, to }: { readonly from: string; readonly to: string }): string {
  const last = addDays(to, -1);
  return last <= from ? shortDay(from) : `${shortDay(from)} to ${shortDay(last)}`;
}
