#!/usr/bin/env node
// The command line, under whatever Node the machine has: hands over to Node 24 of this checkout.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const main = join(root, 'packages', 'client', 'src', 'cli', 'main.ts');
const [major, minor] = process.versions.node.split('.').map(Number);
const isEnough = (major > 24 || (major === 24 && minor >= 15)) && existsSync(join(root, 'node_modules', '.installed'));
const args = isEnough ? [main] : [join(root, 'with-node24.mjs'), 'node', main];
const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, WEFT_CWD: process.cwd() },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 130 : 1);
});
