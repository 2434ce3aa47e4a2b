import * as bus from './actions/bus.ts';
import * as clock from './actions/clock.ts';
import * as disk from './actions/disk.ts';
import * as fsync from './actions/fsync.ts';
import type { Happened } from './actions/happened.ts';
import * as imports from './actions/imports.ts';
import * as line from './actions/line.ts';
import * as network from './actions/network.ts';
import * as people from './actions/people.ts';
import * as power from './actions/power.ts';
import * as processes from './actions/processes.ts';
import * as probes from './probes.ts';
import type { World } from './world.ts';

type Named<Result> = Readonly<Record<string, (world: World, given: unknown) => Promise<Result>>>;

/** What a provider's `module` and `func` may name in an action. */
export const actions: Readonly<Record<string, Named<Happened>>> = {
  bus,
  clock,
  disk,
  fsync,
  imports,
  line,
  network,
  people,
  power,
  processes,
};

/** What a provider's `func` may name in a probe. */
export const measures: Named<unknown> = probes;
