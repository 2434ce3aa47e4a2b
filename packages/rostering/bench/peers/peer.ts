import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { argumentsOf, type Solver } from '../solvers.ts';

/** The solvers that can be run beside ours; the folders below this one have their names. */
export const PEERS = ['cp-sat', 'highs', 'timefold'] as const;
export type PeerName = (typeof PEERS)[number];

const runFile = promisify(execFile);
const HERE = import.meta.dirname;

/**
 * A peer, ready to run: what it needs is fetched into a cache folder outside of the repository when it is not there yet.
 * @throws Error with what failed and what to install.
 */
export async function preparePeer(name: PeerName): Promise<Solver> {
  const cache =
    process.env.WEFT_PEERS ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'weft', 'rostering-peers');
  const folder = join(cache, name);
  return name === 'timefold' ? timefold(folder) : python(name, folder);
}

async function python(name: PeerName, folder: string): Promise<Solver> {
  const requirements = join(HERE, name, 'requirements.txt');
  const program = join(folder, 'bin', 'python');
  await once(folder, readFileSync(requirements, 'utf8'), async () => {
    await step('python3', ['-m', 'venv', folder], 'Install Python 3.10 or newer with its venv module.');
    await step(program, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements], 'Is PyPI within reach?');
  });
  const script = join(HERE, name, 'solve.py');
  return { name, command: (task, out) => ({ file: program, arguments: [script, ...argumentsOf(task, out)] }) };
}

async function timefold(folder: string): Promise<Solver> {
  const source = join(HERE, 'timefold');
  const home = process.env.JAVA_HOME;
  const tool = (word: string) => (home ? join(home, 'bin', word) : word);
  const [libraries, classes] = [join(folder, 'lib'), join(folder, 'classes')];
  const files = readdirSync(source).filter((file) => file.endsWith('.java') || file === 'pom.xml');
  await once(folder, files.map((file) => readFileSync(join(source, file), 'utf8')).join('\n'), async () => {
    const copy = [
      '-q',
      '-B',
      '-f',
      join(source, 'pom.xml'),
      'dependency:copy-dependencies',
      `-DoutputDirectory=${libraries}`,
    ];
    await step('mvn', copy, 'Install Maven. Is Maven Central within reach?');
    const java = files.filter((file) => file.endsWith('.java')).map((file) => join(source, file));
    const advice = 'Timefold 2 needs Java 21 or newer: put its javac on the PATH or name its folder in JAVA_HOME.';
    await step(
      tool('javac'),
      ['--release', '21', '-nowarn', '-cp', join(libraries, '*'), '-d', classes, ...java],
      advice,
    );
  });
  const options = ['-XX:+UseParallelGC', '-cp', `${classes}:${join(libraries, '*')}`, 'weft.peer.Solve'];
  return {
    name: 'timefold',
    command: (task, out) => ({ file: tool('java'), arguments: [...options, ...argumentsOf(task, out)] }),
  };
}

/** Does the work unless it was done for just this content. */
async function once(folder: string, content: string, work: () => Promise<void>): Promise<void> {
  const stamp = join(folder, 'made-from.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === content) return;
  mkdirSync(folder, { recursive: true });
  await work();
  writeFileSync(stamp, content);
}

async function step(file: string, words: readonly string[], advice: string): Promise<void> {
  try {
    await runFile(file, words, { maxBuffer: 2 ** 26 });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.trim().split('\n').slice(0, 4).join(' ') : String(cause);
    throw new Error(`${file} failed: ${said} ${advice}`, { cause });
  }
}
