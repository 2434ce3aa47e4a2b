import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Node } from '../node.ts';
import { append } from './append.ts';
import { batchAppend } from './batch-append.ts';
import { deleteStream, tombstoneStream } from './delete.ts';
import { read } from './read.ts';

/** event_store.client.streams.Streams */
export const streamsService = (node: Node): UntypedServiceImplementation => ({
  read: (call: Parameters<typeof read>[1]) => read(node, call),
  append: (call: Parameters<typeof append>[1], reply: Parameters<typeof append>[2]) => append(node, call, reply),
  batchAppend: (call: Parameters<typeof batchAppend>[1]) => batchAppend(node, call),
  delete: deleteStream(node),
  tombstone: tombstoneStream(node),
});
