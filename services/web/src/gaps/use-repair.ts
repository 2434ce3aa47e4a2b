import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { api, inWords } from '../api.ts';
import { useAnnounce } from '../layout/announce.tsx';

/** Somebody who cannot come on local days [from, to). */
export type Away = { readonly person: string; readonly from: string; readonly to: string };

/** What is to be repaired on one rota. */
export type RepairAsked = {
  readonly rota: string;
  /** Duties whose empty places are to be filled. */
  readonly fill: readonly string[];
  readonly absent: readonly Away[];
};

export type RepairFacts = Awaited<ReturnType<typeof api.sharedRotas.repair.propose.query>>;

/** A proposal that was taken: the id of the edit that made it. */
export type Taken = { readonly rota: string; readonly edit: string; readonly proposal: RepairFacts };

/** Duties of one proposal, at most. */
const MOST_DUTIES = 200;

/** The platform's proposal for what is open, and the command that takes all of it in one edit. */
export function useRepair({ rota, fill, absent }: RepairAsked, taken: (what: Taken) => void) {
  const queries = useQueryClient();
  const { say, alert } = useAnnounce();
  const asked = { rota, fill: fill.slice(0, MOST_DUTIES), absent };
  const proposal = useQuery({
    queryKey: ['check', 'repair', asked],
    queryFn: () => api.sharedRotas.repair.propose.query(asked as never),
  });
  const take = useMutation({
    mutationFn: async (facts: RepairFacts) => {
      const { edit, refused } = await api.sharedRotas.rotas.edit.mutate({
        ...{ commandId: newCommandId(), rota, cells: facts.cells, how: 'repaired' },
        ...(facts.position && { seen: facts.position }),
      } as never);
      return { edit, refused, proposal: facts };
    },
    onSuccess: async ({ edit, refused, proposal: facts }) => {
      if (refused.length > 0) alert('Nothing was changed: somebody was quicker. The proposal is made again.');
      else say('The repair is made.');
      await queries.invalidateQueries();
      if (refused.length === 0) taken({ rota, edit, proposal: facts });
    },
    onError: (error) => alert(inWords(error)),
  });
  return { proposal, take };
}

/** Takes a repair back while it is the reader's latest edit of the rota. */
export function useRepairBack(done: () => void) {
  const queries = useQueryClient();
  const { say, alert } = useAnnounce();
  return useMutation({
    mutationFn: async ({ rota, edit }: Taken) => {
      const { undo } = await api.sharedRotas.rotas.myEdits.query({ rota } as never);
      if (undo?.edit !== edit) return false;
      await api.sharedRotas.rotas.undoEdit.mutate({ commandId: newCommandId(), rota } as never);
      return true;
    },
    onSuccess: async (isBack) => {
      if (isBack) say('The repair is taken back.');
      else alert('You have edited this rota since. Undo those edits on the board first.');
      await queries.invalidateQueries();
      if (isBack) done();
    },
    onError: (error) => alert(inWords(error)),
  });
}
