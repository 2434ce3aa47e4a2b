export type { Faults } from './faults.ts';
export { type StandIn, type StandInOptions, startStandIn } from './start-stand-in.ts';
