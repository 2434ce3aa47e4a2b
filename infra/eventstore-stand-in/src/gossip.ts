import gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import type sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import type { handleUnaryCall } from '@grpc/grpc-js';
import { answerUnary } from './answer.ts';
import type { Node } from './node.ts';
import { writeId } from './wire.ts';

type Member = { readonly host: string; readonly port: number; readonly leads: boolean };

const NODE_IDS = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const;

/** Gossip: this node leads, or follows the leader that the fault names. */
export function gossipService(
  node: Node,
  place: { readonly host: string; port(): number },
): { readonly read: handleUnaryCall<sharedPb.Empty, gossipPb.ClusterInfo> } {
  const work = () => {
    const { notLeader } = node.faults;
    const members: Member[] = [{ host: place.host, port: place.port(), leads: notLeader === null }];
    if (notLeader) members.push({ host: notLeader.host, port: notLeader.port, leads: true });
    const info = new gossipPb.ClusterInfo();
    for (const [index, member] of members.entries())
      info.addMembers(memberInfo(member, NODE_IDS[index] ?? NODE_IDS[0]));
    return info;
  };
  return { read: (call, reply) => answerUnary(node, call, { kind: 'gossip', work, reply }) };
}

function memberInfo({ host, port, leads }: Member, id: string): gossipPb.MemberInfo {
  const { LEADER, FOLLOWER } = gossipPb.MemberInfo.VNodeState;
  const endPoint = new gossipPb.EndPoint();
  endPoint.setAddress(host);
  endPoint.setPort(port);
  const member = new gossipPb.MemberInfo();
  member.setInstanceId(writeId(id));
  member.setTimeStamp(String(Date.now()));
  member.setState(leads ? LEADER : FOLLOWER);
  member.setIsAlive(true);
  member.setHttpEndPoint(endPoint);
  return member;
}
