import { expect, test } from 'vitest';
import { natsProgram } from './nats-program.ts';

test('a nats-server that cannot be started is named, with how to get one', () => {
  expect(() => natsProgram('/nowhere/nats-server', '')).toThrow(
    /\/nowhere\/nats-server can't be started\. Install one .*NATS_SERVER=.*EVENT_BUS=nats:/s,
  );
});

test('a program that is no nats-server is not taken for one', () => {
  expect(() => natsProgram(process.execPath, '')).toThrow(/says "v\d.*which is no version of nats-server/);
});
