import { DutyId, LocalDate, OrganisationCode, PersonId, RotaId } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

export const RosterJobStarted = eventKind(
  'RosterJobStarted',
  z.object({
    rotas: z.array(RotaId).min(1),
    /** The organisation that asked: the search uses what it may use. */
    organisation: OrganisationCode,
    /** Local days [from, to). */
    from: LocalDate,
    to: LocalDate,
    /** 'pins': everything but pins may change. 'all': what is filled stays, gaps are filled. */
    keep: z.enum(['pins', 'all']),
    seed: z.number().int(),
    steps: z.number().int().positive(),
    /** Duties that have ended are filled too: somebody writes down, with a reason, how it was. */
    past: z.boolean(),
  }),
);

const placement = z.object({ duty: DutyId, person: PersonId });

/** A part of a result: one append could not hold that of a large network. */
export const RosterPartFound = eventKind(
  'RosterPartFound',
  z.object({ attempt: z.string(), placements: z.array(placement.extend({ why: z.string() })) }),
);

export const RosterGap = z.object({
  duty: DutyId,
  places: z.number().int().positive(),
  reasons: z.array(z.object({ reason: z.string(), people: z.number().int() })),
});
export type RosterGap = z.infer<typeof RosterGap>;

export const RosterFound = eventKind(
  'RosterFound',
  z.object({
    attempt: z.string(),
    /** How many placements the parts hold. */
    placements: z.number().int(),
    gaps: z.array(RosterGap),
    cost: z.number(),
    /** Present placements that the roster does without. */
    leaving: z.array(placement),
  }),
);

export const RosterJobFailed = eventKind('RosterJobFailed', z.object({ because: z.string() }));
export const RosterJobCancelled = eventKind('RosterJobCancelled', z.object({}));
export const RosterApplyBegan = eventKind('RosterApplyBegan', z.object({}));
export const RosterApplied = eventKind(
  'RosterApplied',
  z.object({
    filled: z.number().int(),
    refused: z.array(placement.extend({ because: z.string() })),
  }),
);

export const rosterJobKinds = [
  RosterJobStarted,
  RosterPartFound,
  RosterFound,
  RosterJobFailed,
  RosterJobCancelled,
  RosterApplyBegan,
  RosterApplied,
] as const;
export type RosterJobEvent = EventOf<typeof rosterJobKinds>;
