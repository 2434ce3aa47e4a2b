import { parseArgs } from 'node:util';
import { chromiumPath, howToHaveChromium } from '../chromium.ts';
import { browserJob, openBrowser } from './browser-job.ts';
import { commandLineJob } from './command-line-job.ts';
import { newJob } from './job.ts';

// Drives the main job against a platform that runs: node services/platform/src/e2e/main-job.ts --url http://localhost:8080
const { values } = parseArgs({
  options: { url: { type: 'string', default: 'http://localhost:8080' }, pictures: { type: 'string' } },
});
const job = newJob((line) => console.log(line));
await commandLineJob(job, { url: values.url });
const executable = chromiumPath();
if (executable) {
  const browser = await openBrowser(executable);
  await browserJob(job, { browser, url: values.url, pictures: values.pictures ?? null });
  await browser.close();
} else console.log(`Left out: the job in a browser. ${howToHaveChromium}`);
console.log(`${job.passed()} passed, ${job.failed().length} failed`);
process.exitCode = job.failed().length > 0 ? 1 : 0;
