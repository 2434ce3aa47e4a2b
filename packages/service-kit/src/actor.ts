import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/** What somebody may do for an organisation. */
export const Role = z.enum(['rota-manager', 'clinician', 'operator']);
export type Role = z.infer<typeof Role>;

/** Who asks: a person, acting for one organisation, with the roles they hold there. */
export const Actor = z.object({ person: z.string().min(1), organisation: z.string().min(1), roles: z.array(Role) });
export type Actor = z.infer<typeof Actor>;

/** Why a token was not taken: 'expired' asks the holder to sign in again, 'invalid' says it was never ours. */
export type TokenFault = 'expired' | 'invalid';

/** Signs actors in and reads them back. */
export type Tokens = {
  sign(actor: Actor): Promise<string>;
  read(token: string): Promise<Actor | TokenFault>;
};

const ISSUER = 'weft';
const HOURS_VALID = 12;
const KNOWN_TOKENS = 10_000;

/**
 * Tokens signed with HS256 by a key of at least 32 bytes; valid for 12 h. A signature is checked when a token is first
 * seen, the end of its time whenever it is read.
 */
export function tokensOf(key: Uint8Array, now: () => Date): Tokens {
  const known = new Map<string, { readonly actor: Actor; readonly untilSeconds: number }>();
  if (key.length < 32) throw new Error(`The token key has ${key.length} bytes. Give it at least 32.`);
  return {
    sign: ({ person, organisation, roles }) =>
      new SignJWT({ organisation, roles })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setSubject(person)
        .setIssuedAt(now())
        .setExpirationTime(Math.floor(now().getTime() / 1000) + HOURS_VALID * 3600)
        .sign(key),
    async read(token) {
      const before = known.get(token);
      if (before && now().getTime() < before.untilSeconds * 1000) return before.actor;
      known.delete(token);
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer: ISSUER,
          algorithms: ['HS256'],
          currentDate: now(),
          requiredClaims: ['exp', 'sub'],
        });
        const actor = Actor.safeParse({ ...payload, person: payload.sub });
        if (!actor.success) return 'invalid';
        if (known.size >= KNOWN_TOKENS) known.clear();
        known.set(token, { actor: actor.data, untilSeconds: payload.exp as number });
        return actor.data;
      } catch (error) {
        return (error as { code?: string }).code === 'ERR_JWT_EXPIRED' ? 'expired' : 'invalid';
      }
    },
  };
}
