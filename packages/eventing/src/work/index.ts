// biome-ignore-all lint/performance/noBarrelFile: the public list of the package's work queues and leases
export { type Checkpoints, memoryWorkQueue } from './memory-work-queue.ts';
export type { Leases, OnlyOne } from './only-one.ts';
export { openLeases, openWorkQueue } from './open-work.ts';
export { type Order, type Outcome, type Piece, WorkDroppedError, type Worker, type WorkQueue } from './work-queue.ts';
