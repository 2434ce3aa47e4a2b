import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath } from '../chromium.ts';
import { browserJob, openBrowser } from './browser-job.ts';
import { commandLineJob } from './command-line-job.ts';
import { newJob } from './job.ts';
import { type Process, startProcess } from './started-platform.ts';

const executable = chromiumPath();

describe('the main job, against a platform with the demonstration network', () => {
  const data = mkdtempSync(join(tmpdir(), 'weft-main-'));
  let platform: Process;

  beforeAll(async () => {
    platform = await startProcess({ WEFT_DATA: data, WEFT_DEMO_WEEKS: '6' });
  }, 300_000);
  afterAll(async () => {
    await platform?.end('SIGTERM');
    rmSync(data, { recursive: true, force: true });
  });

  test('through the command line', async () => {
    const told: string[] = [];
    const telling = newJob((line) => told.push(line));
    await commandLineJob(telling, { url: platform.address });
    expect(telling.failed(), told.join('\n')).toEqual([]);
  }, 300_000);

  test.skipIf(!executable)(
    'in a browser, with no violation that axe finds',
    async () => {
      const told: string[] = [];
      const job = newJob((line) => told.push(line));
      const browser = await openBrowser(executable ?? '');
      await browserJob(job, { browser, url: platform.address, pictures: null });
      await browser.close();
      expect(job.failed(), told.join('\n')).toEqual([]);
    },
    600_000,
  );

  test('a stop lets go of everything, and a second start finds the first one’s data', async () => {
    expect(await platform.end('SIGTERM')).toBe(0);
    const again = await startProcess({ WEFT_DATA: data });
    expect(again.said()).not.toContain('Loading the demonstration');
    platform = again;
  }, 120_000);
});
