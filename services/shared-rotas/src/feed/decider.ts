import type { PersonId } from '@weft/contracts';
import type { Decider } from '@weft/eventing';
import { type FeedEvent, feedKinds, feedOpened, feedRevoked } from './events.ts';

type FeedState = { readonly hash: string | null };
type FeedCommand =
  | { readonly type: 'OpenFeed'; readonly person: PersonId; readonly hash: string }
  | { readonly type: 'RevokeFeed'; readonly person: PersonId };

/** One secret address per person; a new one ends the old. */
export const feedDecider: Decider<FeedState, FeedCommand, FeedEvent> = {
  initial: { hash: null },
  evolve: (_state, event) => ({ hash: event.type === 'FeedOpened' ? event.data.hash : null }),
  decide(command, { hash }) {
    const { person } = command;
    if (command.type === 'OpenFeed')
      return hash === command.hash ? [] : [feedOpened.create({ person, hash: command.hash })];
    return hash === null ? [] : [feedRevoked.create({ person })];
  },
};

/** Streams feed-<person>: the address of a person's calendar. */
export const feedStream = { category: 'feed', kinds: feedKinds, decider: feedDecider };
