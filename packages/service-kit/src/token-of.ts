import type { FastifyRequest } from 'fastify';

/** The cookie that holds a browser's token. */
export const TOKEN_COOKIE = 'weft-token';

/** The token that came along: in the authorization header, or as the browser's cookie. */
export function tokenOf({ headers }: FastifyRequest): string | null {
  const bearer = headers.authorization?.match(/^Bearer (.+)$/)?.[1];
  if (bearer) return bearer;
  const cookies = headers.cookie?.split('; ') ?? [];
  return cookies.find((cookie) => cookie.startsWith(`${TOKEN_COOKIE}=`))?.slice(TOKEN_COOKIE.length + 1) ?? null;
}
