import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const services = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const web = join(services, 'web');
const root = dirname(services);

/** Where the built pages lie. */
export const pagesFolder = join(web, 'dist');
const STAMP = '.fingerprint';

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

/**
 * Builds the browser client when its sources changed since the last build; answers the folder of the pages. Each build
 * has a folder of its own and is put in place whole, so that platforms that start at once never see half of one.
 */
export async function builtPages(tell: (line: string) => void, folder = pagesFolder): Promise<string> {
  const now = fingerprint();
  const isBuilt = () => {
    const stamp = join(folder, STAMP);
    return existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  };
  if (isBuilt()) return folder;
  tell('Building the pages …');
  const work = mkdtempSync(`${folder}-`);
  const built = join(work, 'new');
  try {
    await build(built);
    compressAll(built);
    writeFileSync(join(built, STAMP), now);
    if (!isBuilt()) replace(folder, built, join(work, 'old'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

async function build(folder: string) {
  const child = spawn('pnpm', ['run', 'build', '--logLevel', 'warn', '--outDir', folder, '--emptyOutDir'], {
    cwd: web,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`The pages could not be built.\n${said}`);
}

/** Puts what was built in the folder's place; where another start was quicker by a moment, its pages stay. */
function replace(folder: string, built: string, old: string) {
  const unless = (codes: readonly string[], action: () => void) => {
    try {
      action();
    } catch (error) {
      if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  };
  unless(['ENOENT'], () => renameSync(folder, old));
  unless(['ENOTEMPTY', 'EEXIST'], () => renameSync(built, folder));
}

/** Writes each page's files compressed beside them, once, so that no answer has to be compressed. */
function compressAll(folder: string) {
  for (const file of globSync('**/*.{html,js,css,svg}', { cwd: folder })) {
    const path = join(folder, file);
    const plain = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(plain));
    writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
  }
}
