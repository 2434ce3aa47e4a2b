import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Network } from '../network.ts';
import type { World } from '../world.ts';
import type { Happened } from './happened.ts';

function networkOf({ network }: World): Network {
  if (!network) throw new Error('This experiment has no network of its own: set configuration.network to true.');
  return network;
}

/** Cuts the log and the bus off from the services. */
export async function partition(world: World, given: unknown): Promise<Happened> {
  const { seconds } = z.object({ seconds: z.number() }).parse(given);
  return during(networkOf(world), { seconds, word: `in ${seconds} s without a line` }, (network) => network.cut());
}

/** Loses packets between the services and the log and bus. */
export async function loss(world: World, given: unknown): Promise<Happened> {
  const { seconds, probability } = z.object({ seconds: z.number(), probability: z.number() }).parse(given);
  const word = `in ${seconds} s at ${probability * 100} %`;
  return during(networkOf(world), { seconds, word }, (network) => network.lose(probability));
}

/** Makes the line whole again: the rollback. */
export async function heal(world: World): Promise<Happened> {
  networkOf(world).heal();
  return { times: 1, note: 'the line is whole' };
}

async function during(
  network: Network,
  { seconds, word }: { readonly seconds: number; readonly word: string },
  begin: (network: Network) => void,
): Promise<Happened> {
  begin(network);
  await pause(seconds * 1000);
  const times = network.dropped();
  network.heal();
  return { times, note: `${times} packets were dropped ${word}` };
}
