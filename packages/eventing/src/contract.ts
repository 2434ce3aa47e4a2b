// biome-ignore lint/performance/noBarrelFile: the package's public list of contract suites
export { type BusUnderTest, busContract } from './bus.contract.ts';
export { type LogUnderTest, logContract } from './log.contract.ts';
