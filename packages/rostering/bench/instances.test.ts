import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allInstances, instanceOf } from './instances.ts';

let data = '';
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'weft-instances-'));
  for (const folder of ['curtois', 'n005w4']) mkdirSync(join(data, folder));
  for (const name of ['Instance10', 'Instance2', 'readme']) writeFileSync(join(data, 'curtois', `${name}.txt`), '');
  for (const name of ['Sc-n005w4', 'H0-n005w4-1', 'WD-n005w4-6', 'WD-n005w4-2', 'WD-n005w4-9', 'WD-n005w4-1']) {
    writeFileSync(join(data, 'n005w4', `${name}.txt`), '');
  }
});
afterAll(() => rmSync(data, { recursive: true }));

test('a name means a file below the data folder, and a file means itself', () => {
  const file = join(data, 'curtois', 'Instance2.txt');
  expect(instanceOf('Instance2', data)).toMatchObject({
    name: 'Instance2',
    arguments: ['--format', 'curtois', '--in', file],
  });
  expect(instanceOf(file, undefined).name).toBe('Instance2');
});

test('a name of INRC-II says its history and its weeks in order', () => {
  const instance = instanceOf('n005w4_1_6-2-9-1', data);
  const files = instance.arguments.slice(-4).map((path) => path.slice(-6));
  expect(files).toEqual(['-6.txt', '-2.txt', '-9.txt', '-1.txt']);
  expect(instance.out).toBe('folder');
});

test('a problem of a hospital is searched and judged by programs of its own', () => {
  const file = join(data, 'demo.json');
  writeFileSync(file, '{}');
  const instance = instanceOf(file, undefined);
  expect(instance).toMatchObject({ name: 'demo', arguments: ['--in', file], program: 'bench/hospital.ts' });
  expect(instanceOf('demo', data).arguments).toEqual(['--in', file]);
  expect(() => instance.check(file)).toThrow('frame');
});

test('what is not there is told with the places that were looked at', () => {
  expect(() => instanceOf('Instance3', data)).toThrow(join(data, 'curtois', 'Instance3.txt'));
  expect(() => instanceOf('n005w4_0_6-2-9-1', data)).toThrow('H0-n005w4-0.txt');
  expect(() => instanceOf('n030w4_1_6-2-9-1', data)).toThrow('no folder n030w4');
  expect(() => allInstances(undefined)).toThrow('WEFT_BENCHMARK_DATA');
});

test('all instances are those of the folder, in the order of their numbers, and the known ones of INRC-II', () => {
  writeFileSync(join(data, 'n005w4', 'H0-n005w4-0.txt'), '');
  writeFileSync(join(data, 'n005w4', 'WD-n005w4-3.txt'), '');
  const names = allInstances(data).map((instance) => instance.name);
  expect(names).toEqual(['Instance2', 'Instance10', 'n005w4_1_6-2-9-1', 'n005w4_0_1-2-3-3']);
});
