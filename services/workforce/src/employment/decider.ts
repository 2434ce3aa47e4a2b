import type { Employment, PersonId } from '@weft/contracts';
import { type Decision, reject, type Stream } from '@weft/eventing';
import { same } from '../same.ts';
import {
  type EmploymentEvent,
  employmentChanged,
  employmentEnded,
  employmentEvents,
  employmentStarted,
} from './events.ts';

/** One assignment number of one employer: whose post it is, and its terms. */
type EmploymentState = { readonly person: PersonId; readonly employment: Employment } | null;

type EmploymentCommand = {
  readonly type: 'RecordEmployment';
  readonly person: PersonId;
  readonly employment: Employment;
};

type EmploymentRefusal = 'ends-before-starts' | 'assignment-taken' | 'assignment-reused';

/** The id of an employment's stream: employer and assignment number, so that a number is one post for good. */
export const employmentId = ({ employer, assignment }: Pick<Employment, 'employer' | 'assignment'>): string =>
  `${employer}.${encodeURIComponent(assignment)}`;

function decide(
  { person, employment }: EmploymentCommand,
  state: EmploymentState,
): Decision<EmploymentEvent, EmploymentRefusal> {
  const { employer, assignment, from, to } = employment;
  if (to !== null && to <= from)
    return reject(
      'ends-before-starts',
      `Employment ${assignment} at ${employer} would end before its first day, ${from}.`,
    );
  if (!state) return [employmentStarted.create({ person, employment })];
  const known = state.employment;
  if (state.person !== person)
    return reject(
      'assignment-taken',
      `Assignment ${assignment} of ${employer} is another person's post. An assignment number is never used again.`,
      { person: state.person },
    );
  if (same(known, employment)) return [];
  if (known.to !== null && from >= known.to)
    return reject(
      'assignment-reused',
      `Assignment ${assignment} of ${employer} was a post from ${known.from} until before ${known.to}. Another post needs another number.`,
    );
  const isEnd = to !== null && same({ ...known, to }, employment);
  return [(isEnd ? employmentEnded : employmentChanged).create({ person, employment })];
}

/** Employments, keyed by employer and assignment number. */
export const employmentStream: Stream<EmploymentState, EmploymentCommand, EmploymentEvent, EmploymentRefusal> = {
  category: 'employment',
  kinds: employmentEvents,
  decider: { initial: null, evolve: (_state, event) => event.data, decide },
};
