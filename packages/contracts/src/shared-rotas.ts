import { z } from 'zod';
import { BookingId, DutyId, Instant, LocalDate, OrganisationCode, PersonId, RotaId, SiteCode } from './ids.ts';

/** Published by shared-rotas. */
export const sharedRotasContracts = {
  'shared-rotas.DutyFilled.v1': z.object({
    duty: DutyId,
    rota: RotaId,
    site: SiteCode,
    start: Instant,
    end: Instant,
    person: PersonId,
    employer: OrganisationCode,
    booking: BookingId,
  }),
  'shared-rotas.DutyCleared.v1': z.object({ duty: DutyId, rota: RotaId, person: PersonId, booking: BookingId }),
  'shared-rotas.RotaPublished.v1': z.object({
    rota: RotaId,
    version: z.number().int().positive(),
    from: LocalDate,
    to: LocalDate,
  }),
} as const;
