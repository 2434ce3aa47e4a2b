import { ArrangementId, LocalDate, LocalTime, RotaId, SiteCode, TemplateId } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';
import { DutyKind } from '../duty/events.ts';

/** Demand that comes again: who is needed where, on which weekdays, at which local times. */
export const DemandTemplate = z.object({
  id: TemplateId,
  rota: RotaId,
  site: SiteCode,
  service: z.string().min(1).max(100),
  role: z.string().min(1).max(100),
  /** Any of these grades; all when empty. */
  grade: z.array(z.string().min(1).max(60)),
  skill: z.string().min(1).max(60).nullable(),
  count: z.number().int().min(1).max(50),
  kind: DutyKind,
  code: z.string().max(20),
  startTime: LocalTime,
  /** On the next day when it is not later than the start: 08:00 to 08:00 is one day long. */
  endTime: LocalTime,
  breakMinutes: z.number().int().min(0).max(1440),
  expectedWorkMinutes: z.number().int().min(0).max(10_080),
  /** Monday 1 to Sunday 7. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1),
  /** On a public holiday: as on its weekday, not at all, or on public holidays only. */
  publicHolidays: z.enum(['as-usual', 'closed', 'only']),
  /** Local days [from, to) on which it holds; to is null while no end is known. */
  from: LocalDate,
  to: LocalDate.nullable(),
  arrangement: ArrangementId.nullable(),
});
export type DemandTemplate = z.infer<typeof DemandTemplate>;

export const demandSet = eventKind('DemandSet', DemandTemplate);
export const demandRetired = eventKind('DemandRetired', z.object({ id: TemplateId, rota: RotaId }));

export const demandTemplateKinds = [demandSet, demandRetired] as const;
export type DemandTemplateEvent = EventOf<typeof demandTemplateKinds>;
