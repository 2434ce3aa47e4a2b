import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { configFrom } from './config.ts';

const settings = z.object({
  PORT: z.coerce.number().int().max(65_535).default(8080).describe('write a port, such as 8080'),
  DATA: z.string().describe('write the folder that keeps the data'),
});

test('what is given is read, and what is not gets its default', () => {
  expect(configFrom({ DATA: './data', HOME: '/' }, settings)).toEqual({ PORT: 8080, DATA: './data' });
});

test('each wrong or missing setting is named, with what to write', () => {
  expect(() => configFrom({ PORT: 'http' }, settings)).toThrow(
    expect.objectContaining({
      code: 'config',
      message:
        'Settings are wrong.\nPORT is "http": write a port, such as 8080\nDATA is missing: write the folder that keeps the data',
    }),
  );
});

test('an empty variable counts as missing', () => {
  expect(() => configFrom({ DATA: '' }, settings)).toThrow(/DATA is missing/);
});

test('a secret comes from the file that its variable names, and is not repeated when it is wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-config-'));
  const file = join(folder, 'token.key');
  const secret = z.object({ WEFT_TOKEN_KEY: z.string().min(10).describe('write 10 characters or more') });
  try {
    writeFileSync(file, 'a long secret\n');
    expect(configFrom({ WEFT_TOKEN_KEY_FILE: file }, secret)).toEqual({ WEFT_TOKEN_KEY: 'a long secret' });
    expect(() => configFrom({ WEFT_TOKEN_KEY: 'short' }, secret)).toThrow(/WEFT_TOKEN_KEY can't be used: write 10/);
    writeFileSync(file, 'brief');
    expect(() => configFrom({ WEFT_TOKEN_KEY_FILE: file }, secret)).toThrow(/WEFT_TOKEN_KEY can't be used: write 10/);
    expect(() => configFrom({ WEFT_TOKEN_KEY_FILE: join(folder, 'none') }, secret)).toThrow(/can't be read/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
