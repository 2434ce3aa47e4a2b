import { globSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openLog } from '@weft/eventing';

import { startStandIn } from '@weft/eventstore-stand-in';
import { judgeLog } from '@weft/platform/log-invariants';
import { recordSmallNetwork } from '@weft/platform/small-network';
import { differencesFromRebuild } from '@weft/platform/view-rebuild';
import { type Action, type Experiment, isWithin, type Probe } from './experiment.ts';
import { LOAD_DAYS, LOAD_PEOPLE, LOAD_PER_DAY, type Sent, startLoad } from './load.ts';
import { actions, measures } from './modules.ts';
import { hasTakenAllIn } from './probes.ts';
import { until } from './until.ts';
import { openWorld, type World } from './world.ts';

/** How an experiment went: each hypothesis, fault and promise with whether it held. */
export type Outcome = {
  readonly passed: number;
  readonly failed: readonly string[];
  readonly notes: readonly string[];
};

/** Runs one experiment from an empty platform to the judgement of its whole log. Rollbacks are always done. */
export async function runExperiment(
  experiment: Experiment,
  {
    seed,
    env,
    tell,
  }: { readonly seed: number; readonly env: NodeJS.ProcessEnv; readonly tell: (line: string) => void },
): Promise<Outcome> {
  const failed: string[] = [];
  const notes: string[] = [];
  let passed = 0;
  const check = async (name: string, work: () => Promise<string>) => {
    try {
      const note = await work();
      passed++;
      notes.push(note);
      tell(`  ✓ ${name}${note ? `: ${note}` : ''}`);
    } catch (error) {
      failed.push(name);
      tell(`  ✗ ${name}: ${(error as Error).message}`);
    }
  };
  const world = await openWorld(experiment, env);
  try {
    const { commandsPerSecond: aSecond, platform, quietDays } = experiment.configuration;
    const acknowledged: Sent[] = [];
    if (platform !== 'none') {
      await recordSmallNetwork(world.client, {
        people: LOAD_PEOPLE + 1,
        days: LOAD_DAYS + quietDays,
        perDay: LOAD_PER_DAY,
      });
      if (aSecond > 0) world.load = startLoad(world.client, { aSecond, seed });
      await pause(3000);
    }
    const { title, probes } = experiment['steady-state-hypothesis'];
    const holds = async (when: string) => {
      for (const probe of probes) await check(`${when}: ${probe.name}`, () => measured(world, probe));
    };
    tell(`  ${title}`);
    await holds('before');
    if (failed.length === 0) {
      try {
        for (const step of experiment.method)
          await check(step.name, () => (step.type === 'probe' ? measured(world, step) : done(world, step)));
      } finally {
        for (const step of experiment.rollbacks) await check(`rollback, ${step.name}`, () => done(world, step));
      }
      await holds('after');
    }
    await world.load?.stop();
    acknowledged.push(...(world.load?.acknowledged ?? []));
    if (platform === 'none') return { passed, failed, notes };
    await check('retries hear what was said at first', async () => {
      for (const { does, ...place } of acknowledged.slice(-30))
        await world.client.sharedRotas.duties[does].mutate(place);
      return `${Math.min(30, acknowledged.length)} commands were sent again`;
    });
    await check('all that is under way comes to its end', async () => {
      await until(() => hasTakenAllIn(world), { seconds: 120, what: 'views, reactions and contracts' });
      return '';
    });
    await check('it stops in order', async () => {
      const status = await world.stop();
      if (status !== 0) throw new Error(`The platform ended with ${status}.`);
      return '';
    });
    await judge(world, acknowledged, check);
    if (aSecond > 0 && acknowledged.length < 50) failed.push(`only ${acknowledged.length} commands were acknowledged`);
    const { load } = world;
    tell(
      `  ${acknowledged.length} acknowledged, ${load?.refused() ?? 0} refused, ${load?.unanswered() ?? 0} without an answer`,
    );
  } finally {
    await world.dispose();
  }
  return { passed, failed, notes };
}

type Check = (name: string, work: () => Promise<string>) => Promise<void>;

/** Holds the whole log against the promises, and each process's views against their rebuild. */
async function judge(world: World, acknowledged: readonly Sent[], check: Check) {
  const file = world.logFile();
  const standIn = world.kind === 'cluster' ? await startStandIn({ path: file, port: 0 }) : null;
  const log = await openLog(standIn?.url ?? `sqlite:${file}`);
  const judged = await judgeLog(
    log,
    acknowledged.map(({ commandId }) => commandId),
  );
  for (const { promise, broken } of judged)
    await check(promise, async () => {
      if (broken.length > 0) throw new Error(broken.join('\n      '));
      return '';
    });
  await check('every view equals its rebuild', async () => {
    const differences = await differencesFromRebuild(log, (service) =>
      globSync(`{views/${service}.db,cluster/${service}-*/views/${service}.db}`, { cwd: world.data }).map((path) =>
        join(world.data, path),
      ),
    );
    if (differences.length > 0) throw new Error(differences.slice(0, 5).join('\n      '));
    return '';
  });
  await log.close();
  await standIn?.stop();
}

async function done(world: World, { name, provider, pauses }: Action): Promise<string> {
  const act = actions[provider.module]?.[provider.func];
  if (!act) throw new Error(`There is no action ${provider.module}.${provider.func}.`);
  await pause(pauses.before * 1000);
  const { times, note } = await act(world, provider.arguments);
  await pause(pauses.after * 1000);
  if (times === 0) throw new Error(`${name} did not happen: ${note}`);
  return note;
}

async function measured(world: World, { name, provider, tolerance, within }: Probe): Promise<string> {
  const measure = measures[provider.func];
  if (!measure) throw new Error(`There is no probe ${provider.func}.`);
  let value: unknown;
  await until(
    async () => {
      value = await measure(world, provider.arguments);
      return isWithin(value, tolerance);
    },
    { seconds: within, what: name },
  ).catch((error: Error) => {
    const because = error.cause instanceof Error ? ` (${error.cause.message})` : '';
    throw new Error(`it is ${value}, not ${JSON.stringify(tolerance)}${because}`, { cause: error });
  });
  return typeof value === 'number' ? String(Math.round(value)) : '';
}
