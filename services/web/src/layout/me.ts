import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';

/** Who is signed in: their name, organisation and roles. Undefined while asking, an error when nobody is. */
export const useMe = () => useQuery({ queryKey: ['me'], queryFn: () => api.workforce.signIn.me.query(), retry: false });
