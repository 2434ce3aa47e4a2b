import { z } from 'zod';
import { ArrangementId, LocalDate, OrganisationCode, SiteCode } from './ids.ts';

/** A value that holds on the days [from, to); to is null while it still holds. */
const dated = { from: LocalDate.nullable(), to: LocalDate.nullable() };

const OrganisationKind = z.enum([
  'nhs-trust',
  'gp-practice',
  'primary-care-company',
  'independent',
  'joint-venture',
  'other',
]);

/** An organisation over time: the rota of 2019 shows the trust of 2019. */
export const Organisation = z.object({
  code: OrganisationCode,
  kind: OrganisationKind,
  names: z.array(z.object({ name: z.string().min(1).max(200), ...dated })).min(1),
  /** The organisation that it became part of, and since when. */
  successor: z.object({ code: OrganisationCode, on: LocalDate }).nullable(),
  /** Where these facts were read. */
  source: z.string(),
});
export type Organisation = z.infer<typeof Organisation>;

export const Site = z.object({
  code: SiteCode,
  name: z.string().min(1).max(200),
  /** Who runs it, over time. */
  organisations: z.array(z.object({ code: OrganisationCode, ...dated })).min(1),
  postcode: z.string().nullable(),
  /** Degrees, WGS 84; null where not known. */
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  source: z.string(),
});
export type Site = z.infer<typeof Site>;

const ArrangementType = z.enum([
  'visiting-service',
  'joint-post',
  'franchise',
  'rotation',
  'network',
  'joint-venture',
  'integrated-team',
  'shared-rota',
]);

/** The nine parties of a shared shift: who employs, pays, hosts, operates, governs, indemnifies, holds data, owns. */
export const Parties = z.object({
  employer: OrganisationCode.nullable(),
  payer: OrganisationCode.nullable(),
  hostSite: SiteCode.nullable(),
  hostOrganisation: OrganisationCode.nullable(),
  operator: OrganisationCode.nullable(),
  governance: OrganisationCode.nullable(),
  indemnifier: OrganisationCode.nullable(),
  dataController: OrganisationCode.nullable(),
  rotaOwner: OrganisationCode.nullable(),
});
export type Parties = z.infer<typeof Parties>;

/** What a person must hold before a placement at a host. */
export const CredentialKind = z.enum([
  'identity',
  'right-to-work',
  'dbs',
  'registration',
  'core-skills',
  'occupational-health',
  'competence',
  'induction',
  'honorary-contract',
]);
export type CredentialKind = z.infer<typeof CredentialKind>;

/** An agreement by which people of some organisations work at sites of others. */
export const Arrangement = z.object({
  id: ArrangementId,
  name: z.string().min(1).max(200),
  type: ArrangementType,
  /** First day, and the day after the last; null while no end is agreed. */
  from: LocalDate,
  to: LocalDate.nullable(),
  /** Whose people may be placed. */
  providers: z.array(OrganisationCode).min(1),
  /** Where they may be placed, and whose sites these are. */
  hosts: z.array(OrganisationCode).min(1),
  sites: z.array(SiteCode).min(1),
  services: z.array(z.string().min(1)),
  /** Staff groups that it covers; all when empty. */
  staffGroups: z.array(z.string().min(1)),
  /** Terms that differ from the default (employer's or host's own): null keeps the default. */
  parties: Parties,
  /** Credentials that the host asks of the provider's people, beside its own induction. */
  credentials: z.array(CredentialKind),
});
export type Arrangement = z.infer<typeof Arrangement>;

/** How long it takes between two sites: one record per pair, and it counts in both directions. */
export const Travel = z.object({
  from: SiteCode,
  to: SiteCode,
  minutes: z.number().int().min(0).max(1440),
  /** 'computed' from coordinates, or said by a person. */
  by: z.enum(['computed', 'person']),
});
export type Travel = z.infer<typeof Travel>;

/** Published by network. Each carries the whole of what it names; the newest one counts. */
export const networkContracts = {
  'network.OrganisationRecorded.v1': Organisation,
  'network.SiteRecorded.v1': Site,
  'network.TravelSet.v1': Travel,
  'network.ArrangementRecorded.v1': Arrangement,
} as const;
