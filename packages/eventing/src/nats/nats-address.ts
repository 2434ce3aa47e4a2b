import { readFileSync } from 'node:fs';

/** Where NATS is, as whom to go there, and under which prefix our subjects and streams lie. */
export type NatsAddress = {
  /** `host:port` of each server. */
  readonly servers: readonly string[];
  /** First token of every subject, and what every stream's name begins with. */
  readonly prefix: string;
  /** The user whose inbox, `_INBOX_<user>`, takes the replies; null for the inbox that everybody has. */
  readonly user: string | null;
  /** The seed of the user's nkey, or null for none. */
  readonly seed: Uint8Array | null;
  /** A file with the certificates that the servers' own is judged by; null for those of the system. */
  readonly caFile: string | null;
  readonly isTls: boolean;
  /** On how many servers a stream lies. */
  readonly replicas: number;
};

const FORM = 'Write nats://host:port[,host:port], or tls:// for TLS, with ?prefix, user, nkey, ca, replicas as needed.';
const KNOWN = ['prefix', 'user', 'nkey', 'ca', 'replicas'];
const TOKEN = /^[A-Za-z0-9_-]+$/;

/**
 * Reads `nats://host:port[,host:port]?prefix=weft&user=network&nkey=FILE&ca=FILE&replicas=3`; `tls://` asks for TLS, and
 * so does `ca`. Throws when it is no such address or the nkey cannot be read, and says what to write.
 */
export function natsAddress(url: string): NatsAddress {
  const wrong = (what: string) => new Error(`The NATS address "${url}" ${what}. ${FORM}`);
  const parts = /^(nats|tls):\/\/([^?/@]+)\/?(?:\?(.*))?$/.exec(url);
  if (!parts) throw wrong('is none');
  const [, scheme, hosts = '', query = ''] = parts;
  const asked = new URLSearchParams(query);
  const unknown = [...asked.keys()].find((key) => !KNOWN.includes(key));
  if (unknown !== undefined) throw wrong(`has "${unknown}", which means nothing here`);
  const token = (name: string) => {
    const value = asked.get(name);
    if (value !== null && !TOKEN.test(value)) throw wrong(`has ${name}=${value}, but wants letters, digits, - and _`);
    return value;
  };
  const replicas = Number(asked.get('replicas') ?? '1');
  if (![1, 3, 5].includes(replicas)) throw wrong('wants 1, 3 or 5 replicas');
  const caFile = asked.get('ca');
  const nkeyFile = asked.get('nkey');
  return {
    servers: hosts.split(',').map((host) => (/:\d+$/.test(host) ? host : `${host}:4222`)),
    prefix: token('prefix') ?? 'weft',
    user: token('user'),
    seed: nkeyFile === null ? null : seedIn(nkeyFile),
    caFile,
    isTls: scheme === 'tls' || caFile !== null,
    replicas,
  };
}

function seedIn(file: string): Uint8Array {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`The nkey of the NATS address cannot be read: ${(cause as Error).message}.`, { cause });
  }
  const seed = text.split('\n').find((line) => /^SU[A-Z2-7]{56}$/.test(line.trim()));
  if (!seed)
    throw new Error(`The file ${file} holds no seed of a user's nkey: a line of 58 letters that begins with SU.`);
  return new TextEncoder().encode(seed.trim());
}
