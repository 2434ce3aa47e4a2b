import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from './data-folder.ts';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'weft-folder-'));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

test('the key that signs tokens is made once and stays', () => {
  const key = openDataFolder(path).tokenKey();
  expect(key.length).toBeGreaterThanOrEqual(32);
  expect(openDataFolder(path).tokenKey()).toBe(key);
  expect(readdirSync(path).sort()).toEqual(['token.key', 'views']);
});

test('a key that a power cut left empty is made anew', () => {
  writeFileSync(join(path, 'token.key'), '');
  expect(openDataFolder(path).tokenKey().length).toBeGreaterThanOrEqual(32);
});

test('a folder that cannot be made says what to do', () => {
  writeFileSync(join(path, 'file'), '');
  expect(() => openDataFolder(join(path, 'file'))).toThrow(/choose another: WEFT_DATA=<folder>/);
});
