import { PersonId } from '@weft/contracts';
import { v5 as uuidv5 } from 'uuid';

const NAMES = '2f4f5a51-8f4b-5e60-8f13-7f2e0f7c9d55';

/** The id of a person whom a command registers without giving one: the same for each retry. */
export const personIdFor = (commandId: string): PersonId => PersonId.parse(uuidv5(commandId, NAMES));
