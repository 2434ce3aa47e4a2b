import type { PersonId } from '@weft/contracts';
import type { Decider } from '@weft/eventing';
import { type NoticesEvent, noticesKinds, noticesRead } from './events.ts';

type NoticesState = { readonly until: string | null };
type NoticesCommand = { readonly type: 'ReadNotices'; readonly person: PersonId; readonly until: string };

/** Up to where somebody has read: it only goes forward. */
export const noticesDecider: Decider<NoticesState, NoticesCommand, NoticesEvent> = {
  initial: { until: null },
  evolve: (_state, event) => ({ until: event.data.until }),
  decide: ({ person, until }, state) =>
    state.until !== null && Date.parse(until) <= Date.parse(state.until) ? [] : [noticesRead.create({ person, until })],
};

/** Streams notices-<person>: up to where a person has read what changed for them. */
export const noticesStream = { category: 'notices', kinds: noticesKinds, decider: noticesDecider };
