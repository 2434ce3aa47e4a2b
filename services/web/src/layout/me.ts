import { type QueryClient, useQuery } from '@tanstack/react-query';
import { api, isUnreachable } from '../api.ts';
import { forgetUnsaved } from '../board/edits/unsaved.ts';
import { forgetLastKnown, orLastKnown } from '../offline/last-known.ts';
import { sessionBegan } from './session.ts';

/**
 * Who is signed in: their name, organisation and roles. Undefined while asking, an error when nobody is. Where nobody
 * answers, who it was when somebody did.
 */
export const useMe = () =>
  useQuery({
    queryKey: ['me'],
    queryFn: async () => (await orLastKnown('me', () => api.workforce.signIn.me.query(), isUnreachable)).value,
    retry: false,
    networkMode: 'always',
  });

/** Forgets all that was fetched for whoever was signed in before, and asks again who it is. */
export async function startAfresh(queries: QueryClient): Promise<void> {
  await forgetLastKnown();
  forgetUnsaved();
  sessionBegan();
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'sign-in' });
  await queries.resetQueries({ queryKey: ['me'] });
}
