import { ArrangementId, Instant, LocalDate, OrganisationCode, PersonId, RotaId, SiteCode } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

/** A rota as it was opened: the duties of some sites over local days [from, to), with one owner. */
export const Rota = z.object({
  rota: RotaId,
  name: z.string().min(1).max(200),
  owner: OrganisationCode,
  /** Who takes part beside the owner, each through one of the arrangements. */
  organisations: z.array(OrganisationCode),
  arrangements: z.array(ArrangementId),
  sites: z.array(SiteCode).min(1),
  period: z.object({ from: LocalDate, to: LocalDate }),
});
export type Rota = z.infer<typeof Rota>;

export const rotaOpened = eventKind('RotaOpened', Rota);

/** The period now ends later: its last day is the day before `to`. */
export const rotaExtended = eventKind('RotaExtended', z.object({ rota: RotaId, to: LocalDate }));

/** What people may rely on from now on. `leadDays`: days from this moment to the rota's first day; negative once begun. */
export const rotaPublished = eventKind(
  'RotaPublished',
  z.object({
    rota: RotaId,
    version: z.number().int().positive(),
    period: z.object({ from: LocalDate, to: LocalDate }),
    at: Instant,
    leadDays: z.number().int(),
    /** The notice that the rules ask for, in days. */
    leadDaysAsked: z.number().int(),
    /** Places without anybody, and hard findings that overrides carry, when it was published. */
    gaps: z.number().int().min(0),
    overridden: z.number().int().min(0),
    rulePack: z.string(),
  }),
);

/** Somebody asks that a second person looks at the rota and publishes it: the first of two stamps. */
export const publicationRequested = eventKind(
  'PublicationRequested',
  z.object({
    rota: RotaId,
    /** The version that it is to become. */
    version: z.number().int().positive(),
    at: Instant,
    person: PersonId,
    organisation: OrganisationCode,
    gaps: z.number().int().min(0),
    overridden: z.number().int().min(0),
  }),
);

/** The request came to nothing: its author took it back, or somebody else declined it with words. */
export const publicationDeclined = eventKind(
  'PublicationDeclined',
  z.object({ rota: RotaId, version: z.number().int().positive(), because: z.string().trim().min(1).max(500) }),
);

/** The second of two stamps, by somebody else than the first; RotaPublished follows in the same append. */
export const publicationApproved = eventKind(
  'PublicationApproved',
  z.object({
    rota: RotaId,
    version: z.number().int().positive(),
    at: Instant,
    requestedBy: PersonId,
    requestedAt: Instant,
  }),
);

export const rotaKinds = [
  rotaOpened,
  rotaExtended,
  rotaPublished,
  publicationRequested,
  publicationDeclined,
  publicationApproved,
] as const;
export type RotaEvent = EventOf<typeof rotaKinds>;
