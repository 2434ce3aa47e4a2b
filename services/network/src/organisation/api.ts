import { Organisation } from '@weft/contracts';
import { accepted, commands } from '@weft/service-kit';
import type { Coming, Records } from '../records.ts';
import type { OrganisationCommand } from './decider.ts';

/** The command that records an organisation, with the facts that it is decided on. */
export async function recordOrganisation(
  organisation: Organisation,
  records: Records,
  coming?: Coming,
): Promise<OrganisationCommand> {
  const { successor } = organisation;
  return {
    type: 'RecordOrganisation',
    organisation,
    successors: successor ? await records.successorsFrom(successor.code, coming) : [],
  };
}

/** Procedures that change organisations. */
export const organisationCommands = (records: Records) => ({
  record: commands(['operator'], Organisation.shape).mutation(async ({ ctx, input }) => {
    const organisation = Organisation.parse(input);
    const command = await recordOrganisation(organisation, records);
    const { position } = accepted(await records.organisations.handle(organisation.code, command, ctx.metadata));
    return { position };
  }),
});
