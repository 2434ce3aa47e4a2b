import { useMutation, useQueryClient } from '@tanstack/react-query';
import { inWords } from '../api.ts';
import { useAnnounce } from './announce.tsx';

/** Sends a command; says aloud what came of it, and fetches again all that the page shows. */
export function useCommand<Input, Output>(send: (input: Input) => Promise<Output>, said: string) {
  const queries = useQueryClient();
  const { say, alert } = useAnnounce();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      say(said);
      await queries.invalidateQueries();
    },
    onError: (error) => alert(inWords(error)),
  });
}
