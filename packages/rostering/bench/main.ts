/**
 * The benchmark of the rostering engine: `npm run bench:rostering -- --help`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Asked, readAsked } from './asked.ts';
import { drawCurves } from './curves.ts';
import { allInstances, BEST_KNOWN, type BenchInstance, instanceOf } from './instances.ts';
import { commitOf, machineWords } from './machine.ts';
import { preparePeer } from './peers/peer.ts';
import { withResults } from './results-page.ts';
import { type Run, run, runOnce } from './run.ts';
import { engineOf, type Solver, type Task } from './solvers.ts';
import { summarise } from './summary.ts';
import { tableOf } from './table.ts';

const HERE = resolve(import.meta.dirname, '..', '..', '..');
const asked = readAsked(process.argv.slice(2), process.env.WEFT_BENCHMARK_DATA);

/** Progress goes to standard error, so that standard output holds the result alone. */
const say = (words: string) => process.stderr.write(`${words}\n`);

/** Peers that could not be made ready; the table says so. */
const lacking: string[] = [];

async function solversOf(asked: Asked): Promise<Solver[]> {
  if (asked.other !== undefined) {
    const other = resolve(asked.other);
    return [engineOf(`here ${commitOf(HERE)}`, HERE), engineOf(`other ${commitOf(other)}`, other)];
  }
  const solvers = asked.engine ? [engineOf('weft', HERE)] : [];
  for (const name of asked.peer) {
    try {
      solvers.push(await preparePeer(name));
    } catch (error) {
      say(`Without ${name}: ${error instanceof Error ? error.message : error}`);
      lacking.push(name);
    }
  }
  return solvers;
}

function tasksOf(asked: Asked): Task[] {
  if (asked.against !== undefined) return tasksAgain(asked.against, asked.data);
  const instances: BenchInstance[] = asked.all ? allInstances(asked.data) : [];
  instances.push(...asked.files.map((word) => instanceOf(word, asked.data)));
  const { threads } = asked;
  return instances.flatMap((instance) =>
    asked.seconds.flatMap((seconds) => asked.seeds.map((seed) => ({ instance, seconds, seed, threads }))),
  );
}

/** What a file of kept runs measured, once each. Its figures are not compared with: the machine was another then. */
function tasksAgain(file: string, data: string | undefined): Task[] {
  const kept = run.array().parse(JSON.parse(readFileSync(file, 'utf8')).runs);
  const tasks = kept.map(({ instance, seconds, seed, threads }) =>
    JSON.stringify({ instance, seconds, seed, threads }),
  );
  return [...new Set(tasks)].map((text) => {
    const task: Omit<Task, 'instance'> & { instance: string } = JSON.parse(text);
    return { ...task, instance: instanceOf(task.instance, data) };
  });
}

/** The command without the places of this machine. */
function commandOf(asked: Asked, tasks: readonly Task[]): string {
  if (asked.against !== undefined) return `npm run bench:rostering -- --against ${basename(asked.against)} --other DIR`;
  const names = asked.all ? ['--all'] : [...new Set(tasks.map((task) => task.instance.name))];
  const words = ['npm run bench:rostering --', ...names, '--seconds', ...asked.seconds, '--seeds', ...asked.seeds];
  return [...words, '--threads', asked.threads, ...asked.peer.flatMap((peer) => ['--peer', peer])].join(' ');
}

function placeOf(task: Task, solver: Solver, isOnlyRun: boolean): string | undefined {
  if (asked.out === undefined) return undefined;
  if (isOnlyRun) return resolve(asked.out);
  mkdirSync(asked.out, { recursive: true });
  const ending = task.instance.out === 'file' ? '.tsv' : '';
  return resolve(
    asked.out,
    `${task.instance.name}.${solver.name.split(' ')[0]}.${task.seconds}s.seed-${task.seed}${ending}`,
  );
}

function keep(runs: readonly Run[], file: string | undefined, provenance: object): void {
  if (file === undefined) return;
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...provenance, runs })}\n`);
}

try {
  const tasks = tasksOf(asked);
  const solvers = await solversOf(asked);
  const runs: Run[] = [];
  const provenance = {
    machine: machineWords(),
    commit: commitOf(HERE),
    command: commandOf(asked, tasks),
    seeds: asked.seeds,
    date: new Date().toISOString().slice(0, 10),
  };
  for (const [turn, task] of tasks.entries()) {
    // Each task begins with another solver, so that a machine that grows warm or busy is alike for all.
    const first = turn % Math.max(1, solvers.length);
    for (const solver of [...solvers.slice(first), ...solvers.slice(0, first)]) {
      const done = await runOnce(solver, task, placeOf(task, solver, tasks.length * solvers.length === 1));
      runs.push(done);
      say(`${done.instance} ${done.solver} ${done.seconds} s seed ${done.seed}: ${done.cost ?? 'none'} ${done.note}`);
      keep(runs, asked.keep, provenance);
    }
  }
  const byName = [...new Set(tasks.map((task) => task.instance.name))];
  const order = (each: Run) =>
    byName.indexOf(each.instance) * solvers.length + solvers.findIndex((solver) => solver.name === each.solver);
  const ordered = runs.toSorted((a, b) => order(a) - order(b) || a.seconds - b.seconds);
  const absent = lacking.map((name) => `\n\nWithout ${name}: it could not be made ready on this machine.`).join('');
  const table = tableOf(summarise(ordered)) + absent;
  console.log(asked.json ? JSON.stringify({ ...provenance, runs: ordered }) : table);
  if (asked.curves !== undefined) {
    mkdirSync(asked.curves, { recursive: true });
    for (const name of byName) {
      const own = ordered.filter((each) => each.instance === name);
      writeFileSync(join(asked.curves, `${name}.svg`), drawCurves(name, own, BEST_KNOWN[name]?.best ?? null));
    }
  }
  if (asked.results !== undefined) {
    const page = existsSync(asked.results)
      ? readFileSync(asked.results, 'utf8')
      : '# Results of the rostering engine\n';
    writeFileSync(asked.results, withResults(page, table, provenance));
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
