import { type Event, type EventLog, type Handler, handler, isRejection, type Stream } from '@weft/eventing';
import { accessStream } from './access/decider.ts';
import { employmentStream } from './employment/decider.ts';
import { leaveStream } from './leave/decider.ts';
import { personStream } from './person/decider.ts';
import { numberStream } from './professional-number/decider.ts';

/** The handlers of all streams that hold facts about people. */
export const streamsOf = (log: EventLog) => ({
  people: handler(log, personStream),
  numbers: handler(log, numberStream),
  employments: handler(log, employmentStream),
  leave: handler(log, leaveStream),
  access: handler(log, accessStream),
});

export type Streams = ReturnType<typeof streamsOf>;

/** A handler that decides as the real one would, and keeps what it decided to itself: nothing is written. */
function rehearse<State, Command, E extends Event, Code extends string>(
  { decider }: Stream<State, Command, E, Code>,
  real: Handler<State, Command, E, Code>,
): Handler<State, Command, E, Code> {
  const decided = new Map<string, State>();
  const stateOf = async (id: string) => {
    const there = decided.get(id);
    return there === undefined ? (await real.state(id)).state : there;
  };
  return {
    async handle(id, command) {
      const state = await stateOf(id);
      const decision = decider.decide(command, state);
      if (isRejection(decision)) return decision;
      decided.set(id, decision.reduce(decider.evolve, state));
      return { events: decision, revision: -1, position: null };
    },
    state: async (id) => ({ state: await stateOf(id), revision: -1 }),
  };
}

/** The streams as they would become: commands are decided, one on top of the other, and nothing is written. */
export const rehearsalOf = (streams: Streams): Streams => ({
  people: rehearse(personStream, streams.people),
  numbers: rehearse(numberStream, streams.numbers),
  employments: rehearse(employmentStream, streams.employments),
  leave: rehearse(leaveStream, streams.leave),
  access: rehearse(accessStream, streams.access),
});
