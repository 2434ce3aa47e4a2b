import { setTimeout as pause } from 'node:timers/promises';
import { Metadata, type ServerErrorResponse, type sendUnaryData } from '@grpc/grpc-js';
import { accessDenied, asFailure, ConnectionLost, notLeader, notReady, unauthenticated } from './failure.ts';
import type { Faults } from './faults.ts';
import type { Node } from './node.ts';

/** What a call brings along. */
export type Call = { readonly metadata: Metadata; getPeer(): string };

/** What a call is. Persistent subscriptions are the leader's; `features` and `gossip` need no rights and no leader. */
export type CallKind = 'append' | 'read' | 'subscription' | 'persistent' | 'administration' | 'features' | 'gossip';

/** Lets a call in: waits while the server is mute or slow, then throws what faults and credentials say. */
export async function letIn(node: Node, call: Call, kind: CallKind): Promise<void> {
  if (isMute(node.faults, kind)) await node.until(() => !isMute(node.faults, kind));
  if (node.faults.slowMs > 0) await pause(node.faults.slowMs);
  if (!node.isRunning()) throw new ConnectionLost();
  if (kind !== 'features' && kind !== 'gossip') requireUser(node, call, kind);
  if (kind !== 'gossip' && node.faults.notReady) throw notReady();
  requireLeader(node, call, kind);
}

/** Whether calls of this kind go unanswered now. */
export function isMute(faults: Faults, kind: CallKind): boolean {
  if (faults.mute) return true;
  if (kind === 'append') return faults.muteAppends;
  if (kind === 'read') return faults.muteReads;
  return kind === 'subscription' && faults.muteSubscriptions;
}

function requireLeader({ faults }: Node, call: Call, kind: CallKind): void {
  if (!faults.notLeader || kind === 'features' || kind === 'gossip') return;
  const mustLead =
    kind === 'persistent' || kind === 'administration' || call.metadata.get('requires-leader')[0] === 'true';
  if (mustLead || (kind === 'append' && faults.notLeader.readOnly)) throw notLeader(faults.notLeader);
}

/** The users of the groups $admins and $ops. */
const ADMINISTRATORS = ['admin', 'ops'];

function requireUser({ credentials, faults }: Node, call: Call, kind: CallKind): void {
  if (faults.accessDenied) throw accessDenied();
  if (faults.unauthenticated) throw unauthenticated();
  if (!credentials) return;
  const header = call.metadata.get('authorization')[0];
  if (header === undefined) throw accessDenied();
  const [user = '', ...password] = Buffer.from(String(header).replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  if (!Object.hasOwn(credentials, user) || credentials[user] !== password.join(':')) throw unauthenticated();
  if (kind === 'administration' && !ADMINISTRATORS.includes(user)) throw accessDenied();
}

/** Any error in the form that gRPC sends: a code, a message, and the trailers that the client reads. */
export function toServiceError(error: unknown): ServerErrorResponse {
  const { code, message, exception, trailers } = asFailure(error);
  const metadata = new Metadata();
  if (exception !== null) metadata.set('exception', exception);
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, printable(value));
  return { name: 'Failure', message, code, details: message, metadata };
}

/** A header holds printable ASCII only. */
const printable = (text: string) => text.replace(/[^ -~]/g, '?');

type Answer<Reply> = {
  readonly kind: CallKind;
  work(): Promise<Reply> | Reply;
  readonly reply: sendUnaryData<Reply>;
};

/** Answers a unary call with what `work` resolves to, or with its error. */
export function answerUnary<Reply>(node: Node, call: Call, { kind, work, reply }: Answer<Reply>): void {
  const run = async () => {
    await letIn(node, call, kind);
    reply(null, await work());
  };
  run().catch((error: unknown) => reply(toServiceError(error)));
}
