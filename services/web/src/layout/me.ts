import { type QueryClient, useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';

/** Who is signed in: their name, organisation and roles. Undefined while asking, an error when nobody is. */
export const useMe = () => useQuery({ queryKey: ['me'], queryFn: () => api.workforce.signIn.me.query(), retry: false });

/** Forgets all that was fetched for whoever was signed in before, and asks again who it is. */
export async function startAfresh(queries: QueryClient): Promise<void> {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'sign-in' });
  await queries.resetQueries({ queryKey: ['me'] });
}
