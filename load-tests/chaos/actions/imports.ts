import { newCommandId } from '@weft/client';
import { z } from 'zod';
import { until } from '../until.ts';
import type { World } from '../world.ts';
import type { Happened } from './happened.ts';

const BUS = 'nats';
const APPENDS = /^weft_append_duration_seconds_count\{[^}]*category="(person|employment)[^}]*\} (\d+)/gm;

/**
 * Imports people while the bus stands still: no lease can be had, so each replica does the whole import, at the same
 * time. It happened when more than one wrote something of it.
 */
export async function atEveryReplica(world: World, given: unknown): Promise<Happened> {
  const { people, seconds } = z.object({ people: z.number().int(), seconds: z.number() }).parse(given);
  const { imports } = world.client.workforce;
  const replicas = world.names().filter((name) => name.startsWith('workforce-'));
  const contentBase64 = Buffer.from(tableOf(people)).toString('base64');
  const upload = { kind: 'employments' as const, fileName: 'employments.csv', contentBase64 };
  const { import: id } = await imports.preview.mutate({ commandId: newCommandId(), ...upload });
  const before = await Promise.all(replicas.map((name) => appendsOf(world, name)));
  const bus = world.pidOf(BUS);
  process.kill(bus, 'SIGSTOP');
  try {
    await imports.accept.mutate({ commandId: newCommandId(), import: id, refuseRows: [] });
    const isDone = async () => (await imports.status.query({ import: id })).stage === 'applied';
    await until(isDone, { seconds, what: 'the import' });
  } finally {
    process.kill(bus, 'SIGCONT');
  }
  const { applied, refused } = await imports.status.query({ import: id });
  if (applied !== people || refused.length > 0)
    throw new Error(`${applied} of ${people} rows were applied and ${refused.length} refused: ${refused[0]?.because}`);
  const after = await Promise.all(replicas.map((name) => appendsOf(world, name)));
  const wrote = replicas.map((name, n) => ({ name, appends: (after[n] ?? 0) - (before[n] ?? 0) }));
  const writers = wrote.filter(({ appends }) => appends > 0);
  return {
    times: writers.length > 1 ? writers.length : 0,
    note: `${people} people were taken in once; ${wrote.map(({ name, appends }) => `${name} wrote ${appends} times`).join(', ')}`,
  };
}

function tableOf(people: number): string {
  const rows = Array.from({ length: people }, (_, n) =>
    [
      `zz-import-${n}`,
      `Invented Person ${n}`,
      'ZZ1',
      `${70000 + n}-1`,
      'WTR',
      1,
      'doctor',
      'medical',
      '2020-01-01',
    ].join(','),
  );
  return ['person,name,employer,assignment,contract,wte,grade,staff group,first day', ...rows].join('\n');
}

/** How often a process has written to the streams that an import of people changes. */
async function appendsOf(world: World, name: string): Promise<number> {
  const figures = await (await fetch(`${world.addressOf(name)}/metrics`)).text();
  return [...figures.matchAll(APPENDS)].reduce((sum, [, , count]) => sum + Number(count), 0);
}
