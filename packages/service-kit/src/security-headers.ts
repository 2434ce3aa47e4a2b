import helmet from '@fastify/helmet';
import Fastify from 'fastify';

/**
 * What every answer tells browsers to refuse, as names and values. They are the same for all: found out once, since
 * doing so anew for each request costs as much as a small answer.
 */
export async function securityHeaders(): Promise<readonly (readonly [name: string, value: string])[]> {
  const once = Fastify();
  await once.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: false,
  });
  let found: readonly (readonly [string, string])[] = [];
  once.get('/', async (_request, reply) => {
    found = Object.entries(reply.raw.getHeaders()).map(([name, value]) => [name, String(value)]);
  });
  await once.inject('/');
  await once.close();
  return found;
}
