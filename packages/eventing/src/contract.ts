// biome-ignore lint/performance/noBarrelFile: the package's public list of contract suites
export { busContract } from './bus.contract.ts';
export type { UnderTest as BusUnderTest } from './bus-contract/under-test.ts';
export { logContract } from './log.contract.ts';
export type { LogUnderTest } from './log-contract/log-under-test.ts';
export { type NatsServer, natsServer, noServer } from './nats/nats-server.fixture.ts';
