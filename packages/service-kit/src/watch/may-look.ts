import type { FastifyRequest } from 'fastify';
import type { Tokens } from '../actor.ts';
import { tokenOf } from '../token-of.ts';

/** Asked for by a program on this machine, and not passed on by another one for somebody else. */
export function isLocal(request: FastifyRequest): boolean {
  const { remoteAddress = '' } = request.socket;
  const isPassedOn = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers;
  return !isPassedOn && /^(::ffff:)?127\.|^::1$/.test(remoteAddress);
}

/** Whether who asks may see how a process stands: a program on this machine may, and an operator. */
export async function mayLook(request: FastifyRequest, tokens: Pick<Tokens, 'read'> | null): Promise<boolean> {
  if (isLocal(request)) return true;
  const token = tokenOf(request);
  const read = token !== null && tokens ? await tokens.read(token) : null;
  return typeof read === 'object' && read !== null && read.roles.includes('operator');
}
