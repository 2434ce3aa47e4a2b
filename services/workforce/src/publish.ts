import type { Contract, Recorded } from '@weft/eventing';
import type { EmploymentEvent } from './employment/events.ts';
import { idIn } from './id-in.ts';
import type { LeaveEvent } from './leave/events.ts';
import type { PersonEvent } from './person/events.ts';

/** What others may know: people, employments, credentials, approved leave and merges. Who asked for what stays here. */
export function publish(recorded: Recorded): readonly Contract[] {
  const person = idIn(recorded.stream);
  const event = recorded as Recorded<PersonEvent | EmploymentEvent | LeaveEvent>;
  switch (event.type) {
    case 'PersonRegistered':
    case 'ProfessionalNumberRecorded':
      return [{ subject: 'workforce.PersonRegistered.v1', data: { person, ...event.data } }];
    case 'EmploymentStarted':
    case 'EmploymentChanged':
    case 'EmploymentEnded':
      return [{ subject: 'workforce.EmploymentRecorded.v1', data: event.data }];
    case 'PersonRenamed':
    case 'OptOutRecorded':
    case 'CredentialRecorded':
    case 'CredentialWithdrawn':
    case 'LeaveApproved':
      return [{ subject: `workforce.${event.type}.v1`, data: { person, ...event.data } }];
    case 'LeaveWithdrawn':
      return event.data.wasApproved
        ? [{ subject: 'workforce.LeaveWithdrawn.v1', data: { person, leave: event.data.id } }]
        : [];
    case 'PersonMerged':
      return [{ subject: 'workforce.PeopleMerged.v1', data: { person, ...event.data } }];
    case 'PersonUnmerged':
      return [{ subject: 'workforce.PeopleUnmerged.v1', data: { person, ...event.data } }];
    default:
      return [];
  }
}
