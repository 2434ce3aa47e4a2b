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
