import { isDeepStrictEqual } from 'node:util';

/** Whether two plain values are equal in every part. */
export const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other);
