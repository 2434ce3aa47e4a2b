import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const services = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const web = join(services, 'web');
const root = dirname(services);

/** Where the built pages lie. */
export const pagesFolder = join(web, 'dist');

/** What the built pages depend on: the client's own sources, those of the packages it uses, and the lockfile. */
function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'pnpm-lock.yaml')));
  const sources = [
    'services/web/**/*.{ts,tsx,js,css,scss,html,svg}',
    'packages/{client,contracts,rostering}/src/**/*.ts',
  ];
  for (const file of sources.flatMap((glob) => globSync(glob, { cwd: root })).sort())
    if (!file.includes('node_modules') && !file.includes('/dist/'))
      hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Builds the browser client when its sources changed since the last build; answers the folder of the pages. */
export async function builtPages(tell: (line: string) => void): Promise<string> {
  const stamp = join(pagesFolder, '.fingerprint');
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return pagesFolder;
  tell('Building the pages …');
  const child = spawn('pnpm', ['run', 'build', '--logLevel', 'warn'], {
    cwd: web,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`The pages could not be built.\n${said}`);
  compressAll();
  writeFileSync(stamp, now);
  return pagesFolder;
}

/** Writes each page's files compressed beside them, once, so that no answer has to be compressed. */
function compressAll() {
  for (const file of globSync('**/*.{html,js,css,svg}', { cwd: pagesFolder })) {
    const path = join(pagesFolder, file);
    const plain = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(plain));
    writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
  }
}
