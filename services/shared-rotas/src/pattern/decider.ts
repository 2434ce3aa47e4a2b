import { type Decider, type Decision, reject, type Stream } from '@weft/eventing';
import { isSameData } from '../same-data.ts';
import { type Pattern, type PatternEvent, patternKinds, patternSet } from './events.ts';

export type PatternState = { readonly pattern: Pattern | null };
export type PatternCommand = { readonly type: 'SetPattern'; readonly pattern: Pattern };
export type PatternRefusal = 'pattern-of-another-rota';

const evolve = (_state: PatternState, event: PatternEvent): PatternState => ({ pattern: event.data });

function decide({ pattern }: PatternCommand, { pattern: known }: PatternState): Decision<PatternEvent, PatternRefusal> {
  if (known && known.rota !== pattern.rota)
    return reject('pattern-of-another-rota', `Pattern ${pattern.id} belongs to another rota. Choose another id.`);
  return known && isSameData(known, pattern) ? [] : [patternSet.create(pattern)];
}

const patternDecider: Decider<PatternState, PatternCommand, PatternEvent, PatternRefusal> = {
  initial: { pattern: null },
  evolve,
  decide,
};

/** Streams pattern-<id>: a cycle of weeks that is laid onto people. */
export const patternStream: Stream<PatternState, PatternCommand, PatternEvent, PatternRefusal> = {
  category: 'pattern',
  kinds: patternKinds,
  decider: patternDecider,
};
