import { Instant, PersonId } from '@weft/contracts';
import { handler, type Rows } from '@weft/eventing';
import { accepted, asks, commands, type ServiceDeps } from '@weft/service-kit';
import { now } from '../board/moment.ts';
import { rotaAt } from '../board/state.ts';
import { networkIn } from '../facts/network-facts.ts';
import { knownPerson, presentIdOf } from '../facts/workforce-facts.ts';
import { type SwapDuty, swapDutyOf } from '../swaps/shown.ts';
import { noticesStream } from './decider.ts';

const EVERYBODY = ['clinician', 'rota-manager', 'operator'] as const;
const TOLD_DAYS = 60;
const MOST = 100;

/** Something that changed for one person. */
type Notice = {
  readonly at: string;
  readonly kind: 'placed' | 'taken-off' | 'published' | 'swap' | 'leave';
  readonly text: string;
  /** Null where another service recorded it. */
  readonly by: string | null;
  readonly reason: string | null;
  readonly duty: SwapDuty;
  readonly swap: string | null;
  /** Local days [from, to). */
  readonly leave: { readonly kind: string; readonly from: string; readonly to: string } | null;
  readonly isNew: boolean;
};

type ChangeRow = {
  at: string;
  kind: 'placed' | 'taken-off' | 'published';
  rota: string;
  duty: string | null;
  version: number | null;
  count: number | null;
  by: string;
  reason: string | null;
};
type SwapStepRow = {
  at: string;
  type: string;
  by: string;
  reason: string | null;
  because: string | null;
  swap: string;
  duty: string;
  giver: string;
  in_return: string | null;
};

const SWAP_WORDS: Readonly<Record<string, string>> = {
  SwapRequested: 'asks whether you take a duty',
  SwapConsented: 'said yes to the swap',
  SwapDeclined: 'said no to the swap',
  SwapWithdrawn: 'withdrew the request',
  SwapApproved: 'approved the swap',
  SwapRefused: 'refused the swap',
  SwapFailed: 'approved the swap, but the rota could not be changed',
};

/** What changed for somebody, newest first: publications, single duties, what others said to requests, and leave. */
export function noticesProcedures(deps: Pick<ServiceDeps, 'log' | 'rows' | 'now'>) {
  const { rows } = deps;
  const read = handler(deps.log, noticesStream);
  return {
    notices: asks('signed-in').query(({ ctx }) => {
      const me = presentIdOf(rows, ctx.actor.person);
      const since = new Date(deps.now().getTime() - TOLD_DAYS * 86_400_000).toISOString();
      const until = rows.get<{ until: string }>('SELECT until FROM notices_read WHERE person = ?', me)?.until ?? null;
      const notices = [...changesFor(rows, me, since), ...swapsFor(rows, me, since), ...leaveFor(rows, me, since)]
        .map((notice): Notice => ({ ...notice, isNew: until === null || Date.parse(notice.at) > Date.parse(until) }))
        .sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0))
        .slice(0, MOST);
      return { readUntil: until, unread: notices.filter(({ isNew }) => isNew).length, notices };
    }),

    /** All up to an instant is read; later ones stay new. */
    noticesRead: commands(EVERYBODY, { until: Instant }).mutation(async ({ ctx, input: { until } }) => {
      const person = PersonId.parse(presentIdOf(rows, ctx.actor.person));
      const { position } = accepted(await read.handle(person, { type: 'ReadNotices', person, until }, ctx.metadata));
      return { position };
    }),
  };
}

const nameOf = (rows: Rows, id: string) => knownPerson(rows, presentIdOf(rows, id))?.name ?? id;

function changesFor(rows: Rows, me: string, since: string) {
  const network = networkIn(rows);
  return rows
    .all<ChangeRow>(
      'SELECT at, kind, rota, duty, version, count, by, reason FROM my_notices WHERE person = ? AND at > ? ORDER BY at DESC LIMIT ?',
      me,
      since,
      MOST,
    )
    .map(({ at, kind, rota, duty, version, count, by, reason }) => {
      const name = rotaAt(rows, rota, now)?.name ?? rota;
      const text =
        kind === 'published'
          ? `Version ${version} of ${name} was published: ${count} of your duties are new or changed.`
          : kind === 'placed'
            ? 'You were given a duty.'
            : 'You were taken off a duty.';
      return {
        ...{ at, kind, text, reason, by: nameOf(rows, by), swap: null, leave: null },
        duty: duty === null ? null : swapDutyOf({ rows, network }, duty),
      };
    });
}

/** Steps that others took in requests of a person. */
function swapsFor(rows: Rows, me: string, since: string) {
  const network = networkIn(rows);
  return rows
    .all<SwapStepRow>(
      `SELECT t.at, t.type, t.by, t.reason, t.because, s.swap, s.duty, s.giver, s.in_return
       FROM swaps s JOIN swap_steps t ON t.swap = s.swap
       WHERE (s.giver = ?1 OR s.taker = ?1 OR s.asked = ?1) AND t.at > ?2 AND t.by != ?1
         AND t.type NOT IN ('SwapCompleted', 'SwapExpired') ORDER BY t.at DESC LIMIT ?3`,
      me,
      since,
      MOST,
    )
    .map(({ at, type, by, reason, because, swap, duty, in_return }) => {
      const name = nameOf(rows, by);
      const isExchange = type === 'SwapRequested' && in_return !== null;
      const words = isExchange ? 'asks you to swap duties' : (SWAP_WORDS[type] ?? type);
      return {
        ...{
          at,
          kind: 'swap' as const,
          text: `${name} ${words}.`,
          by: name,
          reason: because ?? reason,
          swap,
          leave: null,
        },
        duty: swapDutyOf({ rows, network }, duty),
      };
    });
}

type LeaveRow = { at: string; isGone: 0 | 1; kind: string; from_date: string; to_date: string };

/** Leave that came into a person's diary, or went out of it; one that was only entered anew did not go. */
function leaveFor(rows: Rows, me: string, since: string) {
  return rows
    .all<LeaveRow>(
      `SELECT valid_from AS at, 0 AS isGone, kind, from_date, to_date FROM lines_leave WHERE person = ?1 AND valid_from > ?2
       UNION ALL
       SELECT valid_to, 1, kind, from_date, to_date FROM lines_leave l WHERE person = ?1 AND valid_to > ?2
         AND NOT EXISTS (SELECT 1 FROM lines_leave n WHERE n.leave = l.leave AND n.rowid > l.rowid)
       ORDER BY 1 DESC LIMIT ?3`,
      me,
      since,
      MOST,
    )
    .map(({ at, isGone, kind, from_date, to_date }) => ({
      ...{ at, kind: 'leave' as const, by: null, reason: null, duty: null, swap: null },
      text: isGone ? `Your ${kind} leave was taken back.` : `Your ${kind} leave is approved and in the rota.`,
      leave: { kind, from: from_date, to: to_date },
    }));
}
