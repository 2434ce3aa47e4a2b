import type { Rows } from '@weft/eventing';
import { now } from '../board/moment.ts';
import { dutyNow, rotaAt } from '../board/state.ts';
import type { Network } from '../facts/network-facts.ts';
import { knownPerson, presentIdOf } from '../facts/workforce-facts.ts';
import { isOpen, type SwapStage } from '../swap/decider.ts';
import type { SwapPlace } from '../swap/events.ts';

/** A request as the view keeps it. */
export type SwapRow = {
  readonly swap: string;
  readonly booking: string;
  readonly duty: string;
  readonly rota: string;
  readonly giver: string;
  readonly asked: string | null;
  readonly taker: string | null;
  readonly in_return: string | null;
  readonly stage: SwapStage;
  readonly expires: string;
};

type StepRow = { type: string; at: string; by: string; reason: string | null; because: string | null };
type Facts = { readonly rows: Rows; readonly network: Network; readonly at: string };

/** A duty as a request speaks of it. */
export type SwapDuty = ReturnType<typeof swapDutyOf>;

/** What a request needs to say of a duty; nothing when it is not there any more. */
export function swapDutyOf({ rows, network }: Pick<Facts, 'rows' | 'network'>, id: string) {
  const state = dutyNow(rows, id);
  if (!state) return null;
  const { duty, rota, code, date, start, end, site, role, service, kind } = state.duty;
  return {
    ...{ duty, rota, code, date, start, end, site, role, service, kind },
    siteName: network.sites.get(site)?.name ?? (site as string),
    rotaName: rotaAt(rows, rota, now)?.name ?? (rota as string),
  };
}

const WORDS: Readonly<Record<string, string>> = {
  SwapRequested: 'asked',
  SwapConsented: 'said yes',
  SwapDeclined: 'said no',
  SwapWithdrawn: 'withdrew it',
  SwapApproved: 'approved it',
  SwapRefused: 'refused it',
};

/**
 * A request with its people, duties and steps at an instant, as everybody hears it who may see it. One whose time is over
 * is expired, also before its stream says so.
 */
export function shownSwap({ rows, network, at }: Facts, row: SwapRow) {
  const named = (id: string) => {
    const person = presentIdOf(rows, id);
    return { person, name: knownPerson(rows, person)?.name ?? person };
  };
  const { swap, asked, taker, expires } = row;
  const isLeftOver = ['asked', 'answered', 'agreed'].includes(row.stage) && !isOpen(row, at);
  const inReturn = row.in_return === null ? null : (JSON.parse(row.in_return) as SwapPlace);
  const steps = rows.all<StepRow>('SELECT * FROM swap_steps WHERE swap = ? ORDER BY number', swap);
  return {
    swap,
    stage: isLeftOver ? ('expired' as const) : row.stage,
    giver: named(row.giver),
    asked: asked === null ? null : named(asked),
    taker: taker === null ? null : named(taker),
    gives: swapDutyOf({ rows, network }, row.duty),
    inReturn: inReturn && swapDutyOf({ rows, network }, inReturn.duty),
    expires,
    steps: steps.map(({ type, at: when, by, reason, because }) => ({
      at: when,
      text:
        type === 'SwapCompleted'
          ? 'The rota was changed.'
          : type === 'SwapFailed'
            ? `The rota could not be changed: ${because ?? ''}`
            : type === 'SwapExpired'
              ? 'Its time was over.'
              : `${named(by).name} ${WORDS[type] ?? type}.`,
      reason: type === 'SwapFailed' ? null : (because ?? reason),
    })),
    changedAt: steps.at(-1)?.at ?? '',
  };
}
