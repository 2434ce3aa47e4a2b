import { z } from 'zod';

/** ODS code of an organisation: 'RA4'. */
export const OrganisationCode = z
  .string()
  .regex(/^[A-Z0-9]{3,8}$/, 'An ODS code has 3 to 8 capital letters and digits, such as RA4')
  .brand('OrganisationCode');
export type OrganisationCode = z.infer<typeof OrganisationCode>;

/** ODS code of a site: 'RA430'. */
export const SiteCode = z
  .string()
  .regex(/^[A-Z0-9]{3,10}$/, 'A site code has 3 to 10 capital letters and digits, such as RA430')
  .brand('SiteCode');
export type SiteCode = z.infer<typeof SiteCode>;

const id = <Name extends string>(name: Name) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.~-]{0,99}$/, `${name} holds letters, digits, '-', '_', '.' and '~', at most 100`)
    .brand(name);

/** One person, however many employers. */
export const PersonId = id('PersonId');
export type PersonId = z.infer<typeof PersonId>;
export const ArrangementId = id('ArrangementId');
export type ArrangementId = z.infer<typeof ArrangementId>;
/** One rota: duties of one or several sites over one period, with one owner. */
export const RotaId = id('RotaId');
export type RotaId = z.infer<typeof RotaId>;
export const DutyId = id('DutyId');
export type DutyId = z.infer<typeof DutyId>;
/** A demand template, from which duties are expanded. */
export const TemplateId = id('TemplateId');
export type TemplateId = z.infer<typeof TemplateId>;
export const PatternId = id('PatternId');
export type PatternId = z.infer<typeof PatternId>;
export const LeaveId = id('LeaveId');
export type LeaveId = z.infer<typeof LeaveId>;
/** One booking of a person's time: one person on one duty, once. */
export const BookingId = id('BookingId');
export type BookingId = z.infer<typeof BookingId>;
export const JobId = id('JobId');
export type JobId = z.infer<typeof JobId>;

/** A local day, 'YYYY-MM-DD', that exists. */
export const LocalDate = z.iso.date('A date is written YYYY-MM-DD and exists, such as 2026-03-02');
/** A local time, 'HH:MM'. */
export const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time is written HH:MM, from 00:00 to 23:59');
/** An instant, ISO 8601 in UTC with Z. */
export const Instant = z.iso.datetime('An instant is written like 2026-03-02T08:00:00Z');
