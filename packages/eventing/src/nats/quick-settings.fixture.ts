import { type NatsSettings, usualSettings } from './settings.ts';

const MIB = 1024 * 1024;

/** Settings for tests: small streams, short pauses. */
export const quickSettings: NatsSettings = {
  ...usualSettings,
  firstPause: 2,
  longestPause: 10,
  grace: 200,
  tend: 200,
  streamBytes: MIB,
  deadLetterBytes: MIB,
};
