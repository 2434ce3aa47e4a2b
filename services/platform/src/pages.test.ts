import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtPages } from './pages.ts';

const place = mkdtempSync(join(tmpdir(), 'weft-pages-'));
const folder = join(place, 'dist');

beforeAll(() => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'of-an-older-build.js'), '');
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

test('platforms that start at once each get the whole pages, and build no more than they have to', async () => {
  const said: string[] = [];
  const start = () => builtPages((line) => said.push(line), folder);
  expect(await Promise.all([start(), start()])).toEqual([folder, folder]);

  const pages = globSync('**/*.{html,js,css}', { cwd: folder });
  expect(pages).toContain('index.html');
  expect(pages).not.toContain('of-an-older-build.js');
  expect(pages.filter((file) => !existsSync(join(folder, `${file}.br`)))).toEqual([]);
  expect(readdirSync(place)).toEqual(['dist']);

  said.length = 0;
  expect(await start()).toBe(folder);
  expect(said).toEqual([]);
}, 120_000);
