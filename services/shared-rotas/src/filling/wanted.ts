import { BookingId, PersonId } from '@weft/contracts';
import { isRejection, type Metadata, type Rejection, type Rows, reject } from '@weft/eventing';
import { v5 as uuidv5 } from 'uuid';
import type { Terms } from '../diary/commands.ts';
import type { Booking } from '../diary/events.ts';
import { type DutyState, noRoomIn } from '../duty/decider.ts';
import type { Duty, How, Override } from '../duty/events.ts';
import type { Network } from '../facts/network-facts.ts';
import { type KnownPerson, knownPerson, presentIdOf } from '../facts/workforce-facts.ts';
import { eligibility } from '../gate/eligibility.ts';
import type { Streams } from '../streams.ts';
import { eligibleFor } from '../who-can-fill/ask.ts';

/** What the write side decides with, beside its own streams. */
export type FillingDeps = { readonly streams: Streams; readonly rows: Rows; readonly network: () => Network };

/** A wish to place somebody, as far as it is the same for one person and for many. */
export type Wish = {
  readonly duty: string;
  readonly person: string;
  /** By which of several employers; null takes the first by code that may. */
  readonly employer: string | null;
  readonly how: How;
  readonly why: string | null;
  readonly pinned: boolean;
};

const BOOKINGS = '3d0c8a52-60a4-5a3f-9a53-7c4f2d4f8b16';

/** The booking that a command makes of one person's time for one duty: the same for every retry. */
export const bookingIdOf = (
  { commandId }: Pick<Metadata, 'commandId'>,
  { duty, person }: Pick<Wish, 'duty' | 'person'>,
): BookingId => BookingId.parse(uuidv5(`${commandId}/${duty}/${person}`, BOOKINGS));

/** The person as they are known today, under the id that they go by. */
export function personFor({ rows }: FillingDeps, asked: string): KnownPerson | Rejection<'person-unknown'> {
  return (
    knownPerson(rows, presentIdOf(rows, asked)) ??
    reject('person-unknown', `Nobody is known as ${asked}. Their employer can register them.`)
  );
}

/** The booking that would give a person a place on a duty; or why they may not have it, whatever their time. */
export function bookingFor(
  { network }: FillingDeps,
  wish: Wish,
  { state, known, booking, replaces }: { state: DutyState; known: KnownPerson; booking: BookingId; replaces: boolean },
): Booking | Rejection {
  const { duty } = state;
  if (!duty) return reject('no-such-duty', `Duty ${wish.duty} does not exist.`);
  const noRoom = noRoomIn({ ...state, duty });
  if (noRoom && !(replaces && noRoom.code === 'full')) return reject(noRoom.code, noRoom.because);
  const facts = network();
  const eligible =
    wish.employer === null
      ? eligibleFor(known, duty, facts)
      : eligibility(known, duty, { network: facts, employer: wish.employer });
  if (isRejection(eligible)) return eligible;
  const { rota, site, service, role, kind, start, end, breakMinutes, expectedWorkMinutes } = duty;
  const { how, why, pinned } = wish;
  return {
    ...{ booking, person: PersonId.parse(known.person), duty: duty.duty, rota, site, service, role, kind, start, end },
    ...{ breakMinutes, expectedWorkMinutes: kind === 'on-call' ? expectedWorkMinutes : 0, how, why, pinned },
    employer: eligible.employment.employer,
    arrangement: eligible.arrangement?.id ?? null,
  };
}

/** What a person's bookings on some duties are judged with. */
export async function termsFor(
  { streams, network }: FillingDeps,
  { optOut48, employments }: KnownPerson,
  {
    duties,
    override,
    metadata,
  }: { duties: readonly Pick<Duty, 'rota'>[]; override: Override | null; metadata: Metadata },
): Promise<Terms> {
  const rotas = [...new Set(duties.map(({ rota }) => rota))];
  const read = await Promise.all(rotas.map(async (id) => (await streams.rota.state(id)).state.rota));
  const periods = new Map(read.flatMap((rota) => (rota ? [[rota.rota as string, rota.period] as const] : [])));
  const { travelMinutes } = network();
  return {
    at: metadata.at,
    hasReason: metadata.reason !== undefined,
    judging: { optOut48, employments, travelMinutes, periods },
    override,
  };
}
