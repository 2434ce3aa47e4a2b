// biome-ignore lint/performance/noBarrelFile: the package's public list of contract suites
export { type BusUnderTest, busContract } from './bus.contract.ts';
export { logContract } from './log.contract.ts';
export type { LogUnderTest } from './log-contract/log-under-test.ts';
