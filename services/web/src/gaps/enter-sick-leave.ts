import { newCommandId, refusalOf } from '@weft/client';
import { api, inWords } from '../api.ts';
import { addDays } from '../layout/words.ts';

type Days = { readonly from: string; readonly to: string };

async function enter(person: string, days: Days): Promise<void> {
  const leave = { person, leave: newCommandId() };
  await api.workforce.leave.request.mutate({ commandId: newCommandId(), ...leave, kind: 'sick', ...days });
  await api.workforce.leave.approve.mutate({ commandId: newCommandId(), ...leave });
}

const isOverlap = (error: unknown) => refusalOf(error)?.rejected === 'leave-overlaps';

/**
 * Enters sick leave on local days [from, to). Days on which the person is away already stay as they are. Answers with
 * why nothing was entered where that is not the caller's to do: then the person's own employer has to. Throws what
 * broke.
 */
export async function enterSickLeave(person: string, { from, to }: Days): Promise<string | null> {
  try {
    await enter(person, { from, to }).catch(async (error: unknown) => {
      if (!isOverlap(error)) throw error;
      for (let day = from; day < to; day = addDays(day, 1))
        await enter(person, { from: day, to: addDays(day, 1) }).catch((again: unknown) => {
          if (!isOverlap(again)) throw again;
        });
    });
    return null;
  } catch (error) {
    const code = (error as { data?: { code?: string } }).data?.code;
    if (refusalOf(error) || code === 'FORBIDDEN' || code === 'NOT_FOUND') return inWords(error);
    throw error;
  }
}
