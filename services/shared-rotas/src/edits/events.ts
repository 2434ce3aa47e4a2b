import { BookingId, DutyId, Instant, LocalDate, PersonId, RotaId } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';
import { Override } from '../duty/events.ts';

/** By which way an edit came about. */
export const EditHow = z.enum(['typed', 'pasted', 'filled', 'pattern', 'swapped', 'cleared', 'pinned', 'repaired']);

/** One person on one local day of a rota. */
export const Cell = z.object({ person: PersonId, date: LocalDate });
export type Cell = z.infer<typeof Cell>;

/** Why a cell was not edited, or not undone. */
export const CellRefusal = Cell.extend({ code: z.string(), because: z.string() });
export type CellRefusal = z.infer<typeof CellRefusal>;

const place = { ...Cell.shape, duty: DutyId };
const held = { ...place, booking: BookingId };
const step = z.number().int().min(0);

/** What an edit does, in the order in which it was planned. */
const Step = z.discriminatedUnion('do', [
  /** One more duty like another one, for one person. */
  z.object({ do: z.literal('open'), duty: DutyId, like: DutyId }),
  /** A duty that an edit opened is taken away again. */
  z.object({ do: z.literal('withdraw'), duty: DutyId }),
  /** A place in the cell that stays as it is. */
  z.object({ do: z.literal('keep'), ...held }),
  z.object({ do: z.literal('clear'), ...held, pinned: z.boolean() }),
  z.object({
    do: z.literal('fill'),
    ...place,
    pinned: z.boolean(),
    /** The step that clears the place which is taken over in the same moment; null where one is free. */
    takes: step.nullable(),
    /** The step that clears the duty which this person leaves for it; null where another fill takes that place. */
    leaves: step.nullable(),
    /** Hard findings of this place pass, as they did before it was cleared; null when they do not. */
    override: Override.nullable(),
  }),
  /** `pinned`: what it becomes. */
  z.object({ do: z.literal('pin'), ...held, pinned: z.boolean() }),
]);
export type Step = z.infer<typeof Step>;

/** What somebody did to a rota in one go: an edit, or the undoing or redoing of one. */
export const Run = z.object({
  /** The id of the command. Bookings and the commands of its steps have ids that follow from it. */
  edit: z.string().min(1).max(100),
  rota: RotaId,
  kind: z.enum(['edit', 'undo', 'redo']),
  /** The run that is undone; null for an edit. */
  of: z.string().nullable(),
  how: EditHow,
  /** False: as soon as one cell is refused all of it is taken back. */
  partly: z.boolean(),
  override: Override.nullable(),
  at: Instant,
  /** So many cells it changes. */
  cells: z.number().int().min(0),
  steps: z.array(Step),
  /** Cells that were left out before it began. */
  refused: z.array(CellRefusal),
});
export type Run = z.infer<typeof Run>;

/** From here on its steps are taken, by the caller or, after a crash, by whoever finds it unfinished. */
export const editBegan = eventKind('EditBegan', Run);

/** Somebody was quicker somewhere: from here on what was done of it is taken back. */
export const editTurned = eventKind('EditTurned', z.object({ edit: z.string(), refused: z.array(CellRefusal) }));

/** Nothing of it is left to do. */
export const editEnded = eventKind(
  'EditEnded',
  z.object({
    edit: z.string(),
    outcome: z.enum(['done', 'taken-back']),
    /** Cells that were refused after it began; of an edit that was taken back, those that it could not give back too. */
    refused: z.array(CellRefusal),
  }),
);

export const editKinds = [editBegan, editTurned, editEnded] as const;
export type EditEvent = EventOf<typeof editKinds>;
