import type { Credentials } from '@eventstore/db-client';

/** Where an `esdb://` URL points. */
export type Address = {
  /** Hosts and ports, for words: never a password. */
  readonly hosts: string;
  readonly isSecure: boolean;
  /** What each call is signed with. Without TLS the client sends none of it. */
  readonly credentials: Credentials;
  readonly url: string;
};

const SHAPE = /^esdb(?:\+discover)?:\/\/(?:([^:@/]+):([^@]+)@)?([^@/?]+)\/?(?:\?(.*))?$/;
const EXAMPLE =
  'esdb://localhost:2113?tls=false or esdb://name:password@node1:2113,node2:2113,node3:2113?tlsCAFile=ca.crt';

/** Reads an `esdb://` URL. Its errors hold no password. */
export function addressOf(url: string): Address {
  const [, name, password, hosts, options = ''] = SHAPE.exec(url.trim()) ?? [];
  if (!hosts) throw new Error(`The event log's URL is no esdb:// URL. Write ${EXAMPLE}.`);
  const isSecure = !/(?:^|&)tls=false(?:&|$)/i.test(options);
  if (isSecure && (name === undefined || password === undefined))
    throw new Error(
      `The event log at ${hosts} is asked for with TLS but without credentials. Write esdb://name:password@${hosts}, or add ?tls=false for a server without TLS.`,
    );
  return {
    hosts,
    isSecure,
    credentials: { username: decodeURIComponent(name ?? 'weft'), password: decodeURIComponent(password ?? '') },
    url: url.trim(),
  };
}
