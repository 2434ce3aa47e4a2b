import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where Chromium lies on this machine, or null. `CHROMIUM` names another place. */
export const chromiumPath = (): string | null =>
  [process.env.CHROMIUM ?? '', ...PLACES].find((place) => place !== '' && existsSync(place)) ?? null;

/** What to do to have the browser tests. */
export const howToHaveChromium =
  'To have them, install Chromium (Debian, Ubuntu: apt-get install chromium), or name one: CHROMIUM=/path/to/chromium npm test';
