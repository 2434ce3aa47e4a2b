import { setTimeout as pause } from 'node:timers/promises';
import { Metadata, type ServerErrorResponse, type sendUnaryData } from '@grpc/grpc-js';
import { accessDenied, asFailure, notLeader, notReady, unauthenticated } from './failure.ts';
import type { Node } from './node.ts';

/** What a call brings along. */
export type Call = { readonly metadata: Metadata; getPeer(): string };

/** What a method needs. A write that must not be forwarded, or a read that asks so, needs the leader. */
export type Needs = { readonly isWrite?: boolean; readonly isOpen?: boolean; readonly leaderOnly?: boolean };

/**
 * Lets a call in: resolves to false when the server is mute, throws what the faults and the credentials say, and waits
 * as long as the server is slow.
 */
export async function letIn(node: Node, call: Call, needs: Needs = {}): Promise<boolean> {
  if (node.faults.mute) return false;
  if (node.faults.slowMs > 0) await pause(node.faults.slowMs);
  if (node.faults.mute) return false;
  if (!needs.isOpen) requireUser(node, call);
  refuseWhenAway(node, call, needs);
  return true;
}

/** Throws while the server is not ready, or not the leader that the call needs. */
export function refuseWhenAway({ faults }: Node, call: Call, needs: Needs): void {
  if (faults.notReady) throw notReady();
  if (!faults.notLeader) return;
  const mustLead = needs.leaderOnly || call.metadata.get('requires-leader')[0] === 'true';
  if (mustLead || (needs.isWrite && faults.notLeader.readOnly)) throw notLeader(faults.notLeader);
}

function requireUser({ credentials }: Node, call: Call): void {
  if (!credentials) return;
  const header = call.metadata.get('authorization')[0];
  if (header === undefined) throw accessDenied();
  const [user = '', ...password] = Buffer.from(String(header).replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  if (!Object.hasOwn(credentials, user) || credentials[user] !== password.join(':')) throw unauthenticated();
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

/** Answers a unary call with what `work` resolves to, or with its error. */
export function answerUnary<Reply>(
  node: Node,
  call: Call,
  {
    needs,
    work,
    reply,
  }: { readonly needs: Needs; work(): Promise<Reply> | Reply; readonly reply: sendUnaryData<Reply> },
): void {
  const run = async () => {
    if (await letIn(node, call, needs)) reply(null, await work());
  };
  run().catch((error: unknown) => reply(toServiceError(error)));
}
