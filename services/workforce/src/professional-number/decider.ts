import type { PersonId } from '@weft/contracts';
import { type Decider, type Decision, reject, type Stream } from '@weft/eventing';
import { type NumberEvent, numberClaimed, numberEvents, numberReleased } from './events.ts';
import { type ProfessionalNumber, refuseShape } from './shape.ts';

/** Whose number it is. */
type NumberState = { readonly person: PersonId | null };

type NumberCommand =
  | {
      readonly type: 'ClaimNumber';
      readonly number: ProfessionalNumber;
      readonly person: PersonId;
      readonly name: string;
    }
  | { readonly type: 'ReleaseNumber'; readonly person: PersonId };

type NumberRefusal = 'number-taken' | 'number-shape';

function evolve(state: NumberState, event: NumberEvent): NumberState {
  switch (event.type) {
    case 'NumberClaimed':
      return { person: event.data.person };
    case 'NumberReleased':
      return { person: state.person === event.data.person ? null : state.person };
    default:
      return event satisfies never;
  }
}

function decide(command: NumberCommand, { person }: NumberState): Decision<NumberEvent, NumberRefusal> {
  switch (command.type) {
    case 'ClaimNumber': {
      const shape = refuseShape(command.number);
      if (shape) return shape;
      if (person === command.person) return [];
      if (person !== null)
        return reject(
          'number-taken',
          `${command.number.body} ${command.number.number} is the number of a person who is known already. Record the employment by that number, or check it.`,
        );
      return [numberClaimed.create({ number: command.number, person: command.person, name: command.name })];
    }
    case 'ReleaseNumber':
      return person === command.person ? [numberReleased.create({ person: command.person })] : [];
    default:
      return command satisfies never;
  }
}

/** One professional number belongs to one person. */
export const numberStream: Stream<NumberState, NumberCommand, NumberEvent, NumberRefusal> = {
  category: 'professionalNumber',
  kinds: numberEvents,
  decider: { initial: { person: null }, evolve, decide } satisfies Decider<
    NumberState,
    NumberCommand,
    NumberEvent,
    NumberRefusal
  >,
};
