import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A process that is kept running. */
export type Member = {
  /** 'network-1' */
  readonly name: string;
  readonly port: number;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** One of ours, which ends by itself when the supervisor is gone. */
  readonly isNode: boolean;
  /** Of low stages rest those of higher ones: they start first and stop last. */
  readonly stage: number;
};

/** How a member stands. */
export type Standing = {
  readonly name: string;
  readonly port: number;
  /** Null between its end and its next start. */
  readonly pid: number | null;
  readonly startedAt: string;
  /** How often it was started again. */
  readonly restarts: number;
};

type Kept = { readonly member: Member; child: ChildProcess | null; startedAt: string; restarts: number };

const SHORTEST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** Who ran this long is not failing over and over. */
const STEADY_MS = 20_000;
const STOP_WITHIN_MS = 25_000;

const endOf = (child: ChildProcess) =>
  new Promise<string>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(String(child.signalCode ?? child.exitCode));
    else child.once('exit', (code, signal) => resolve(signal ?? `status ${code}`));
  });

/**
 * Starts processes and starts each again that ends, after a pause that grows. What they say goes to <folder>/<name>.log.
 * `changed` hears of each start and end.
 */
export function supervise(
  members: readonly Member[],
  {
    folder,
    imports,
    tell,
    changed,
  }: {
    readonly folder: string;
    /** Modules that every process of ours loads first; one of them ends it with its parent. */
    readonly imports: readonly string[];
    readonly tell: (line: string) => void;
    readonly changed: (standing: readonly Standing[]) => void;
  },
) {
  const stopping = new AbortController();
  const kept: readonly Kept[] = members.map((member) => ({ member, child: null, startedAt: '', restarts: 0 }));
  const logOf = ({ name }: Member) => join(folder, `${name}.log`);
  const warden = wardenOf();

  const standing = (): readonly Standing[] =>
    kept.map(({ member: { name, port }, child, startedAt, restarts }) => ({
      ...{ name, port, startedAt, restarts },
      pid: child?.pid ?? null,
    }));
  const wardAll = () =>
    warden.tell(kept.flatMap(({ member, child }) => (member.isNode || !child?.pid ? [] : [child.pid])));

  function start(one: Kept) {
    const { member } = one;
    const file = openSync(logOf(member), 'a');
    const first = imports.flatMap((path) => ['--import', path]);
    const args = member.isNode ? [...first, ...member.args] : member.args;
    const stdio: ('ignore' | 'ipc' | number)[] = ['ignore', file, file, ...(member.isNode ? ['ipc' as const] : [])];
    // A group of its own: Ctrl+C reaches the supervisor alone, which stops all in order.
    const child = spawn(member.command, args, { env: member.env, stdio, detached: true });
    closeSync(file);
    child.once('error', (error) => tell(`${member.name} can't be started: ${error.message}`));
    one.child = child;
    one.startedAt = new Date().toISOString();
    wardAll();
    changed(standing());
    return child;
  }

  async function keep(one: Kept) {
    for (let failures = 0; !stopping.signal.aborted; ) {
      const began = performance.now();
      const child = start(one);
      const end = child.pid === undefined ? 'not started' : await endOf(child);
      one.child = null;
      changed(standing());
      if (stopping.signal.aborted) return;
      failures = performance.now() - began > STEADY_MS ? 1 : failures + 1;
      const pauseMs = Math.min(SHORTEST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
      tell(`${one.member.name} ended (${end}) and is started again in ${pauseMs / 1000} s.${lastWords(one.member)}`);
      await setTimeout(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      one.restarts += 1;
    }
  }

  function lastWords(member: Member): string {
    const line = readFileSync(logOf(member), 'utf8').trimEnd().split('\n').at(-1)?.slice(0, 300) ?? '';
    return line === '' ? '' : ` Its last words, in ${logOf(member)}: ${line}`;
  }

  async function end({ member, child }: Kept) {
    if (!child) return;
    const ended = endOf(child);
    child.kill('SIGTERM');
    const isLate = await Promise.race([ended.then(() => false), setTimeout(STOP_WITHIN_MS, true, { ref: false })]);
    if (!isLate) return;
    tell(`${member.name} did not stop within ${STOP_WITHIN_MS / 1000} s and is killed.`);
    child.kill('SIGKILL');
    await ended;
  }

  const stages = [...new Set(members.map(({ stage }) => stage))].sort((a, b) => a - b);
  const keeping = stages.flatMap((stage) => kept.filter(({ member }) => member.stage === stage).map(keep));
  return {
    standing,
    /** Stops all, those of the highest stage first. */
    async stop() {
      stopping.abort();
      for (const stage of stages.toReversed())
        await Promise.all(kept.filter(({ member }) => member.stage === stage).map(end));
      await Promise.all(keeping);
      warden.dismiss();
    },
  };
}

/** Ends programs that are not ours when the supervisor is gone: a shell that waits for the end of its input. */
function wardenOf() {
  const script = 'pids=; while read -r line; do pids=$line; done; [ -z "$pids" ] || kill $pids 2>/dev/null';
  const shell = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  shell.once('error', () => {});
  return {
    tell: (pids: readonly number[]) => shell.stdin.write(`${pids.join(' ')}\n`),
    dismiss: () => shell.stdin.end('\n'),
  };
}
