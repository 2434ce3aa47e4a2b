import { DutyId, LocalDate, OrganisationCode, PersonId, RotaId, SiteCode } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

const started = z.object({
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
});

/** How much an aim counts beside the others: not at all, as usual, four times as much. Gaps always count more. */
const Weight = z.enum(['off', 'normal', 'much']);

/** What a search aims at beyond hard rules and few gaps. */
export const Aims = z.object({
  /** Few soft findings. */
  rules: Weight,
  /** Hours near the contract. */
  hours: Weight,
  /** Nights and weekends by WTE. */
  fairness: Weight,
  /** Little travel between sites. */
  travel: Weight,
});
export type Aims = z.infer<typeof Aims>;
export const USUAL_AIMS: Aims = { rules: 'normal', hours: 'normal', fairness: 'normal', travel: 'normal' };

/** Duties at these sites and of these roles; of all where a list is empty. The others stay as they are. */
const only = z.object({ sites: z.array(SiteCode), roles: z.array(z.string()) });

/** Version 2: duties may be narrowed down, and aims weighed. */
export const RosterJobStarted = eventKind('RosterJobStarted', started).next(
  started.extend({ only, aims: Aims }),
  (earlier) => ({ ...earlier, only: { sites: [], roles: [] }, aims: USUAL_AIMS }),
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
/** Version 2: `only` names the duties whose changes are taken; null for all. */
export const RosterApplyBegan = eventKind('RosterApplyBegan', z.object({})).next(
  z.object({ only: z.array(DutyId).nullable() }),
  () => ({ only: null }),
);
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
