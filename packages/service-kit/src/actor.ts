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

/** Tokens signed with HS256 by a key of at least 32 bytes; valid for 12 h. */
export function tokensOf(key: Uint8Array, now: () => Date): Tokens {
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
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer: ISSUER,
          algorithms: ['HS256'],
          currentDate: now(),
          requiredClaims: ['exp', 'sub'],
        });
        const actor = Actor.safeParse({ ...payload, person: payload.sub });
        return actor.success ? actor.data : 'invalid';
      } catch (error) {
        return (error as { code?: string }).code === 'ERR_JWT_EXPIRED' ? 'expired' : 'invalid';
      }
    },
  };
}
