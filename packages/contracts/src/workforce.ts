import { z } from 'zod';
import { LeaveId, LocalDate, OrganisationCode, PersonId, SiteCode } from './ids.ts';
import { CredentialKind } from './network.ts';

/** Key of an employment: the employer's ODS code with its assignment number. */
export const Employment = z.object({
  employer: OrganisationCode,
  /** The employer's assignment number, '10949595-4': never used again for another post. */
  assignment: z.string().min(1).max(40),
  pack: z.enum(['EN-RD-2016', 'WTR']),
  wte: z.number().gt(0).max(1.5),
  grade: z.string().min(1).max(60),
  staffGroup: z.string().min(1).max(60),
  skills: z.array(z.string().min(1).max(60)),
  homeSite: SiteCode.nullable(),
  annualLeaveDays: z.number().int().min(0).max(60),
  from: LocalDate,
  to: LocalDate.nullable(),
});
export type Employment = z.infer<typeof Employment>;

/** Something that a person holds, for every host (host null) or for one. Valid on the days [from, to). */
export const Credential = z.object({
  id: z.string().min(1).max(100),
  kind: CredentialKind,
  host: OrganisationCode.nullable(),
  /** Procedure or skill of a competence, level of a check; never the document itself. */
  detail: z.string().max(200),
  from: LocalDate,
  to: LocalDate.nullable(),
});
export type Credential = z.infer<typeof Credential>;

export const LeaveKind = z.enum(['annual', 'study', 'sick', 'maternity', 'paternity', 'adoption', 'parental', 'other']);

export const Leave = z.object({
  id: LeaveId,
  person: PersonId,
  kind: LeaveKind,
  /** Days [from, to). */
  from: LocalDate,
  to: LocalDate,
});
export type Leave = z.infer<typeof Leave>;

const person = PersonId;

/** Published by workforce. */
export const workforceContracts = {
  /** Also published when the number of somebody who had none becomes known. */
  'workforce.PersonRegistered.v1': z.object({
    person,
    name: z.string().min(1),
    number: z.object({ body: z.string(), number: z.string() }).nullable(),
  }),
  'workforce.PersonRenamed.v1': z.object({ person, name: z.string().min(1) }),
  'workforce.EmploymentRecorded.v1': z.object({ person, employment: Employment }),
  'workforce.OptOutRecorded.v1': z.object({ person, optOut48: z.boolean() }),
  'workforce.CredentialRecorded.v1': z.object({ person, credential: Credential }),
  'workforce.CredentialWithdrawn.v1': z.object({ person, credential: z.string() }),
  'workforce.LeaveApproved.v1': Leave,
  'workforce.LeaveWithdrawn.v1': z.object({ person, leave: LeaveId }),
  /** `person` is now known as `into`: all that is theirs moves there. */
  'workforce.PeopleMerged.v1': z.object({ person, into: PersonId }),
  'workforce.PeopleUnmerged.v1': z.object({ person, from: PersonId }),
} as const;
