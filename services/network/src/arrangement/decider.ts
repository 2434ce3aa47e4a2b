import type { Arrangement, OrganisationCode } from '@weft/contracts';
import { type Decider, type Decision, reject, type Stream } from '@weft/eventing';
import { isSameData } from '../same-data.ts';
import {
  type ArrangementEvent,
  arrangementAgreed,
  arrangementConsented,
  arrangementEnded,
  arrangementEvents,
  arrangementProposed,
} from './events.ts';
import { type NetworkFacts, refuseTerms, type TermsRefusal } from './terms.ts';

/** What holds, and what is on the table. */
export type ArrangementState = {
  readonly agreed: Arrangement | null;
  readonly proposed: { readonly arrangement: Arrangement; readonly by: readonly OrganisationCode[] } | null;
};

export type ArrangementCommand =
  | {
      readonly type: 'AgreeArrangement';
      readonly arrangement: Arrangement;
      readonly facts: NetworkFacts;
      /** For which of the organisations that it names consent is given: one, or all of them by the operator. */
      readonly by: readonly OrganisationCode[];
    }
  | { readonly type: 'EndArrangement'; readonly on: string };

export type ArrangementRefusal = TermsRefusal | 'not-a-party' | 'not-agreed';

/** Whose consent an arrangement needs: each provider's and each host's. */
export const signatories = ({ providers, hosts }: Arrangement): readonly OrganisationCode[] => [
  ...new Set([...providers, ...hosts]),
];

/** Who has not agreed yet to what is proposed. */
export const waitingFor = ({ proposed }: ArrangementState): readonly OrganisationCode[] =>
  proposed ? signatories(proposed.arrangement).filter((code) => !proposed.by.includes(code)) : [];

function evolve(state: ArrangementState, event: ArrangementEvent): ArrangementState {
  switch (event.type) {
    case 'ArrangementProposed':
      return { ...state, proposed: { arrangement: event.data.arrangement, by: [event.data.by] } };
    case 'ArrangementConsented':
      return state.proposed
        ? { ...state, proposed: { ...state.proposed, by: [...state.proposed.by, event.data.by] } }
        : state;
    case 'ArrangementAgreed':
      return { agreed: event.data, proposed: null };
    case 'ArrangementEnded':
      return { ...state, agreed: event.data };
    default:
      return event satisfies never;
  }
}

function agree(
  { arrangement, facts, by }: Extract<ArrangementCommand, { type: 'AgreeArrangement' }>,
  state: ArrangementState,
): Decision<ArrangementEvent, ArrangementRefusal> {
  const { agreed, proposed } = state;
  if (!proposed && isSameData(arrangement, agreed)) return [];
  const refusal = refuseTerms(arrangement, facts);
  if (refusal) return refusal;
  const needed = signatories(arrangement);
  const mine = by.filter((code) => needed.includes(code));
  if (mine.length === 0)
    return reject(
      'not-a-party',
      `"${arrangement.name}" is between ${needed.join(', ')}. Only they, or the operator, can agree to it.`,
    );
  const isSame = proposed !== null && isSameData(arrangement, proposed.arrangement);
  const before = isSame ? proposed.by : [];
  const fresh = mine.filter((code) => !before.includes(code));
  if ([...before, ...fresh].length === needed.length) return [arrangementAgreed.create(arrangement)];
  return fresh.map((code, index) =>
    isSame || index > 0
      ? arrangementConsented.create({ by: code })
      : arrangementProposed.create({ arrangement, by: code }),
  );
}

function end(on: string, { agreed }: ArrangementState): Decision<ArrangementEvent, ArrangementRefusal> {
  if (!agreed) return reject('not-agreed', 'This arrangement has not been agreed yet, so there is nothing to end.');
  if (agreed.to === on) return [];
  if (on <= agreed.from)
    return reject('term-impossible', `"${agreed.name}" begins on ${agreed.from} and cannot end on ${on}.`);
  if (agreed.to !== null && on > agreed.to)
    return reject(
      'term-impossible',
      `"${agreed.name}" ends on ${agreed.to} already. To make it longer, agree to it again with a later end.`,
    );
  return [arrangementEnded.create({ ...agreed, to: on })];
}

function decide(command: ArrangementCommand, state: ArrangementState): Decision<ArrangementEvent, ArrangementRefusal> {
  switch (command.type) {
    case 'AgreeArrangement':
      return agree(command, state);
    case 'EndArrangement':
      return end(command.on, state);
    default:
      return command satisfies never;
  }
}

const arrangementDecider: Decider<ArrangementState, ArrangementCommand, ArrangementEvent, ArrangementRefusal> = {
  initial: { agreed: null, proposed: null },
  evolve,
  decide,
};

/** Streams arrangement-<id>. An arrangement holds when everybody whom it names has agreed. */
export const arrangementStream: Stream<ArrangementState, ArrangementCommand, ArrangementEvent, ArrangementRefusal> = {
  category: 'arrangement',
  kinds: arrangementEvents,
  decider: arrangementDecider,
};
