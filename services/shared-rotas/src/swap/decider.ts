import type { PersonId } from '@weft/contracts';
import { type Decider, type Decision, type Rejection, reject, type Stream } from '@weft/eventing';
import {
  type SwapEvent,
  type SwapPlace,
  swapApproved,
  swapCompleted,
  swapConsented,
  swapDeclined,
  swapExpired,
  swapFailed,
  swapKinds,
  swapRefused,
  swapRequested,
  swapWithdrawn,
} from './events.ts';

/** `answered`: the other side said yes and wants a duty in return. `agreed`: both said yes. */
export type SwapStage =
  | 'asked'
  | 'answered'
  | 'agreed'
  | 'approved'
  | 'declined'
  | 'withdrawn'
  | 'expired'
  | 'refused'
  | 'completed'
  | 'failed';

type Swap = {
  readonly swap: string;
  readonly place: SwapPlace;
  readonly to: PersonId | null;
  /** What was asked for in return, and what both sides speak of now. */
  readonly wanted: SwapPlace | null;
  readonly inReturn: SwapPlace | null;
  readonly taker: PersonId | null;
  readonly expires: string;
  readonly stage: SwapStage;
};

/** The requests about one place so far, and the last of them. */
export type SwapState = { readonly count: number; readonly last: Swap | null };

/** Why the rules, or the gate, stand against it as it was checked just before; null when nothing does. */
type Check = Rejection | null;
type On = { readonly swap: string; readonly at: string };

export type SwapCommand =
  | {
      readonly type: 'RequestSwap';
      readonly place: SwapPlace;
      readonly to: PersonId | null;
      readonly inReturn: SwapPlace | null;
      readonly expires: string;
      readonly at: string;
      readonly check: Check;
    }
  /** `inReturn`: what the other side wants for it; the side that asked first says yes to what was answered. */
  | ({
      readonly type: 'ConsentToSwap';
      readonly person: PersonId;
      readonly inReturn: SwapPlace | null;
      readonly check: Check;
    } & On)
  | ({ readonly type: 'DeclineSwap'; readonly person: PersonId } & On)
  | ({ readonly type: 'WithdrawSwap'; readonly person: PersonId } & On)
  | ({ readonly type: 'ApproveSwap'; readonly manager: string; readonly check: Check } & On)
  | ({ readonly type: 'RefuseSwap'; readonly because: string } & On)
  | { readonly type: 'CompleteSwap'; readonly swap: string }
  | { readonly type: 'FailSwap'; readonly swap: string; readonly code: string; readonly because: string };

const OPEN: readonly SwapStage[] = ['asked', 'answered', 'agreed'];

/** Whether somebody can still say yes or no to it. */
export const isOpen = ({ stage, expires }: Pick<Swap, 'stage' | 'expires'>, at: string): boolean =>
  OPEN.includes(stage) && Date.parse(expires) > Date.parse(at);

function evolve(state: SwapState, event: SwapEvent): SwapState {
  if (event.type === 'SwapRequested') {
    const { swap, place, to, inReturn, expires } = event.data;
    const last = { swap, place, to, wanted: inReturn, inReturn, taker: to, expires, stage: 'asked' as const };
    return { count: state.count + 1, last };
  }
  const { last } = state;
  if (!last || event.data.swap !== last.swap) return state;
  const now = (change: Partial<Swap>): SwapState => ({ ...state, last: { ...last, ...change } });
  switch (event.type) {
    case 'SwapConsented': {
      const { person, inReturn, isAgreed } = event.data;
      const taker = person === last.place.person ? last.taker : person;
      return now({ taker, inReturn, stage: isAgreed ? 'agreed' : 'answered' });
    }
    case 'SwapDeclined':
      return now(event.data.isEnded ? { stage: 'declined' } : { stage: 'asked', taker: null, inReturn: last.wanted });
    case 'SwapWithdrawn':
      return now({ stage: 'withdrawn' });
    case 'SwapExpired':
      return now({ stage: 'expired' });
    case 'SwapApproved':
      return now({ stage: 'approved' });
    case 'SwapRefused':
      return now({ stage: 'refused' });
    case 'SwapCompleted':
      return now({ stage: 'completed' });
    case 'SwapFailed':
      return now({ stage: 'failed' });
    default:
      return event satisfies never;
  }
}

type Refusal =
  | 'swap-open'
  | 'swap-with-oneself'
  | 'swap-too-late'
  | 'swap-unknown'
  | 'swap-ended'
  | 'swap-expired'
  | 'swap-not-agreed'
  | 'not-asked'
  | 'own-swap'
  | 'swap-not-possible';
type Decided = Decision<SwapEvent, Refusal>;

const broken = ({ because, details }: Rejection) => reject('swap-not-possible', because, details);

function request(command: Extract<SwapCommand, { type: 'RequestSwap' }>, { count, last }: SwapState): Decided {
  const { place, to, inReturn, expires, at, check } = command;
  if (Date.parse(expires) <= Date.parse(at))
    return reject('swap-too-late', 'The time for an answer would be over already. Choose a later day.');
  if (to === place.person) return reject('swap-with-oneself', 'Choose somebody else: this is your own duty.');
  if (last && (isOpen(last, at) || last.stage === 'approved'))
    return reject('swap-open', 'A request for this duty is open already. Withdraw it first.', { swap: last.swap });
  if (check) return broken(check);
  const isLeftOver = last !== null && OPEN.includes(last.stage);
  return [
    ...(isLeftOver ? [swapExpired.create({ swap: last.swap })] : []),
    swapRequested.create({ swap: `${place.booking}.${count + 1}`, place, to, inReturn, expires }),
  ];
}

function consent(command: Extract<SwapCommand, { type: 'ConsentToSwap' }>, last: Swap): Decided {
  const { swap, person, check } = command;
  const isGiver = person === last.place.person;
  const said = (inReturn: SwapPlace | null, isAgreed: boolean) =>
    check ? broken(check) : [swapConsented.create({ swap, person, inReturn, isAgreed })];
  if (last.stage === 'agreed') {
    return isGiver || person === last.taker ? [] : reject('not-asked', 'Somebody else takes this duty already.');
  }
  if (last.stage === 'answered') {
    if (person === last.taker) return [];
    return isGiver ? said(last.inReturn, true) : reject('not-asked', 'Somebody else has answered before you.');
  }
  if (isGiver) return reject('not-asked', 'You have asked for this yourself. The other side answers.');
  if (last.to !== null && person !== last.to) return reject('not-asked', 'Somebody else was asked.');
  if (last.wanted !== null && command.inReturn?.booking !== last.wanted.booking)
    return reject('not-asked', 'Another duty was asked for in return. Say yes to that, or decline.');
  return said(command.inReturn, last.wanted !== null || command.inReturn === null);
}

function decline({ swap, person }: Extract<SwapCommand, { type: 'DeclineSwap' }>, last: Swap): Decided {
  const isGiver = person === last.place.person;
  if (isGiver && last.stage !== 'answered')
    return reject('not-asked', 'You have asked for this yourself. Withdraw it instead.');
  const isOther = last.taker === null ? true : person === last.taker;
  if (!isGiver && !isOther) return reject('not-asked', 'Somebody else was asked.');
  return [swapDeclined.create({ swap, person, isEnded: last.to !== null })];
}

/** What becomes of a request that is open. */
function decideOpen(
  command: Exclude<SwapCommand, { type: 'RequestSwap' | 'CompleteSwap' | 'FailSwap' }>,
  last: Swap,
): Decided {
  const { swap } = command;
  switch (command.type) {
    case 'ConsentToSwap':
      return consent(command, last);
    case 'DeclineSwap':
      return decline(command, last);
    case 'WithdrawSwap':
      return command.person === last.place.person
        ? [swapWithdrawn.create({ swap })]
        : reject('not-asked', 'Whoever asked withdraws it. You can decline.');
    case 'ApproveSwap': {
      if (last.stage !== 'agreed' || last.taker === null)
        return reject('swap-not-agreed', 'Both sides have to agree before it is approved.');
      if ([last.place.person, last.taker].some((person) => person === command.manager))
        return reject('own-swap', 'Nobody approves their own swap. Ask another rota manager.');
      const { place, taker, inReturn } = last;
      return command.check ? broken(command.check) : [swapApproved.create({ swap, place, taker, inReturn })];
    }
    case 'RefuseSwap':
      return [swapRefused.create({ swap, because: command.because })];
    default:
      return command satisfies never;
  }
}

function decide(command: SwapCommand, state: SwapState): Decided {
  if (command.type === 'RequestSwap') return request(command, state);
  const { last } = state;
  const { swap } = command;
  if (!last || last.swap !== swap) {
    const number = Number(swap.slice(swap.lastIndexOf('.') + 1));
    return number <= state.count
      ? reject('swap-ended', 'This request has ended, and a newer one is there.')
      : reject('swap-unknown', `There is no request ${swap}.`);
  }
  if (command.type === 'CompleteSwap') {
    if (last.stage === 'completed') return [];
    return last.stage === 'approved'
      ? [swapCompleted.create({ swap })]
      : reject('swap-ended', `This request is ${last.stage}.`);
  }
  if (command.type === 'FailSwap') {
    const { code, because } = command;
    return last.stage === 'approved' ? [swapFailed.create({ swap, code, because })] : [];
  }
  if (!OPEN.includes(last.stage)) return reject('swap-ended', `This request is ${last.stage} already.`);
  if (!isOpen(last, command.at))
    return reject('swap-expired', 'The time for this request is over. Ask again with a later day.');
  return decideOpen(command, last);
}

/** At most one open request about a place; each side says yes or no, then a manager does. */
export const swapDecider: Decider<SwapState, SwapCommand, SwapEvent, Refusal> = {
  initial: { count: 0, last: null },
  evolve,
  decide,
};

/** Streams swap-<booking>: what its holder asked others for, one request after the other. */
export const swapStream: Stream<SwapState, SwapCommand, SwapEvent, Refusal> = {
  category: 'swap',
  kinds: swapKinds,
  decider: swapDecider,
};

/** The stream of a request. */
export const bookingOfSwap = (swap: string): string => swap.slice(0, swap.lastIndexOf('.'));
