import { randomUUID } from 'node:crypto';
import type { ProposedEvent } from './event.ts';

const utf8 = new TextEncoder();

const json = (type: string, text: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  isJson: true,
  data: utf8.encode(text),
  metadata: new Uint8Array(),
});

/** Events that a server writes itself. */
export const systemEvents = {
  metadata: (text: string): ProposedEvent => json('$metadata', text),
  streamDeleted: (): ProposedEvent => ({ ...json('$streamDeleted', ''), isJson: false }),
  /** A link to the event at `revision` of `stream`. */
  link: (stream: string, revision: bigint, metadata: string): ProposedEvent => ({
    ...json('$>', `${revision}@${stream}`),
    isJson: false,
    metadata: utf8.encode(metadata),
  }),
  of: json,
  /** What stands in $all before anybody wrote: a new server is not empty. */
  ofNewServer: (): readonly (readonly [string, ProposedEvent])[] => [
    ['$$$stats-127.0.0.1:2113', json('$metadata', '{"$maxAge":86400,"$acl":{"$r":"$admins"}}')],
    ['$$$settings', json('$metadata', '{"$acl":{"$r":"$all"}}')],
    ['$settings', json('$settings', '{"$userStreamAcl":{"$r":"$all","$w":"$all","$d":"$all"}}')],
    ['$user-admin', json('$UserCreated', '{"loginName":"admin","groups":["$admins"],"disabled":false}')],
    ['$users', json('$User', '"admin"')],
    ['$user-ops', json('$UserCreated', '{"loginName":"ops","groups":["$ops"],"disabled":false}')],
    ['$users', json('$User', '"ops"')],
    ['$scavenges', json('$scavengeIndexInitialized', '{}')],
  ],
};
