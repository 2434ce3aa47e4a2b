/**
 * Makes keys, certificates and allow-lists of the bus, for development and as a pattern for more:
 * `node packages/eventing/bin/nats-users.ts --users infra/nats/users.json --out infra/secrets/nats [--replicas 3]
 * [--prefix weft] [--host nats …]`. What is there stays: keys and certificates are made once, allow-lists each time.
 * The certificates need openssl on the PATH.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createUser, fromSeed } from '@nats-io/nkeys';
import { z } from 'zod';
import { allowList, NatsUser } from '../src/nats/allow-list.ts';

const { values } = parseArgs({
  options: {
    users: { type: 'string' },
    out: { type: 'string' },
    replicas: { type: 'string', default: '3' },
    prefix: { type: 'string', default: 'weft' },
    host: { type: 'string', multiple: true, default: ['nats', 'nats-1', 'nats-2', 'nats-3'] },
  },
});
const { users: usersFile, out } = z.object({ users: z.string(), out: z.string() }).parse(values);
const replicas = z.coerce.number().int().min(1).max(64).parse(values.replicas);
const users = z.record(z.string().regex(/^[a-z-]+$/), NatsUser).parse(JSON.parse(readFileSync(usersFile, 'utf8')));
mkdirSync(out, { recursive: true, mode: 0o700 });

/** The public key of a user, whose seed is made when it is not there. */
function publicKeyOf(name: string): string {
  const file = join(out, `${name}.nk`);
  if (existsSync(file)) return fromSeed(new TextEncoder().encode(readFileSync(file, 'utf8').trim())).getPublicKey();
  const pair = createUser();
  writeFileSync(file, `${new TextDecoder().decode(pair.getSeed())}\n`, { mode: 0o600 });
  return pair.getPublicKey();
}

const listed = (subjects: readonly string[]) => `[\n${subjects.map((one) => `        "${one}"`).join('\n')}\n      ]`;
const numbers = Array.from({ length: replicas }, (_, n) => n + 1);
const around = {
  prefix: values.prefix,
  consumersOf: (service: string) => [service, ...numbers.map((n) => `${service}-${n}`)],
  listeners: Object.keys(users).filter((name) => (users[name]?.listens.length ?? 0) > 0),
};
const blocks = Object.entries(users).map(([name, user]) => {
  const { publish, subscribe } = allowList(user, { ...around, name });
  // Who answers requests may reply to whoever asked: pages come in several messages.
  return `  { # ${name}
    nkey: ${publicKeyOf(name)}
    permissions: {
      publish: ${listed(publish)}
      subscribe: ${listed(subscribe)}
      allow_responses: { max: 200, expires: "1m" }
    }
  }`;
});
writeFileSync(
  join(out, 'users.conf'),
  `# Written by nats-users.ts; change infra/nats/users.json instead.\nusers: [\n${blocks.join('\n')}\n]\n`,
);

const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: out });
if (!existsSync(join(out, 'ca.pem')))
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ed25519',
    '-nodes',
    '-days',
    '3650',
    '-subj',
    '/CN=Weft bus CA',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  );
if (!existsSync(join(out, 'server.pem'))) {
  const hosts = ['DNS:localhost', 'IP:127.0.0.1', ...values.host.map((host) => `DNS:${host}`)].join(',');
  writeFileSync(join(out, 'server.ext'), `subjectAltName=${hosts}\nextendedKeyUsage=serverAuth,clientAuth\n`);
  openssl('req', '-newkey', 'ed25519', '-nodes', '-subj', '/CN=nats', '-keyout', 'server.key', '-out', 'server.csr');
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '825',
    '-extfile',
    'server.ext',
    '-out',
    'server.pem',
  );
  for (const file of ['server.ext', 'server.csr']) rmSync(join(out, file));
}
console.log(`Users, keys and certificates of the bus are in ${out}.`);
