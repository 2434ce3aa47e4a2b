import { PersonId, workforceContracts } from '@weft/contracts';
import type { ContractReaction, Rows } from '@weft/eventing';
import { heard } from '../facts/heard.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import type { Streams } from '../streams.ts';

/** Approved leave reaches the person's diary, always: duties in it show as findings. Withdrawn leave leaves it. */
export const whenLeaveApproved = ({ streams, rows }: { streams: Streams; rows: Rows }): ContractReaction => ({
  name: 'when-leave-approved',
  on: {
    async 'workforce.LeaveApproved.v1'(message) {
      const leave = workforceContracts['workforce.LeaveApproved.v1'].parse(message.data);
      const person = PersonId.parse(presentIdOf(rows, leave.person));
      const origin = person === leave.person ? null : leave.person;
      const command = { type: 'EnterLeave', leave: { ...leave, person, origin } } as const;
      await streams.diary.handle(person, command, heard(message, 'leave'));
    },
    async 'workforce.LeaveWithdrawn.v1'(message) {
      const { person, leave } = workforceContracts['workforce.LeaveWithdrawn.v1'].parse(message.data);
      for (const id of new Set([person, PersonId.parse(presentIdOf(rows, person))]))
        await streams.diary.handle(id, { type: 'RemoveLeave', person: id, leave }, heard(message, 'leave'));
    },
  },
});
