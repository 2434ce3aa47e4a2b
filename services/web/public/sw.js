// Keeps the pages themselves, so that they open without a connection. What the API answers is never kept or served
// here: a page keeps its own last-known rota (src/offline/last-known.ts). Change SHELL when what is kept changes shape.
const SHELL = 'weft-shell-1';
const PAGE = '/';
const MOST_ASSETS = 150;

const isAsset = ({ pathname }) => pathname.startsWith('/assets/') || pathname === '/weft.svg';
const isPage = (answer) => answer.ok && (answer.headers.get('content-type') ?? '').includes('text/html');

// A new release of this script takes over at once: it holds no state, and scripts of pages are named by their content.
self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    await Promise.all(
      names.filter((name) => name.startsWith('weft-shell-') && name !== SHELL).map((name) => caches.delete(name)),
    );
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

// A page that was open before this script tells what it has fetched.
self.addEventListener('message', (event) => {
  if (event.data?.type !== 'keep') return;
  const keep = async () => {
    const shell = await caches.open(SHELL);
    await ask(new Request(PAGE));
    for (const address of event.data.addresses) {
      const url = new URL(address, self.location.origin);
      if (url.origin === self.location.origin && isAsset(url) && !(await shell.match(url.pathname)))
        await fetchAsset(new Request(url.pathname));
    }
  };
  event.waitUntil(keep().catch(() => {}));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (isAsset(url)) event.respondWith(asset(request));
  else if (request.mode === 'navigate' && !/^\/(api|health|metrics)(\/|$)/.test(url.pathname))
    event.respondWith(ask(request));
});

/** The newest page; the one that was kept where nobody answers. */
async function ask(request) {
  const shell = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    if (isPage(answer)) await shell.put(PAGE, answer.clone());
    if (answer.status < 500) return answer;
    return (await shell.match(PAGE)) ?? answer;
  } catch (error) {
    const kept = await shell.match(PAGE);
    if (kept) return kept;
    throw error;
  }
}

async function asset(request) {
  const shell = await caches.open(SHELL);
  return (await shell.match(new URL(request.url).pathname)) ?? fetchAsset(request);
}

/** Fetches what never changes under its name; a page that came instead is not kept. */
async function fetchAsset(request) {
  const shell = await caches.open(SHELL);
  const answer = await fetch(request);
  if (!answer.ok || isPage(answer)) return answer;
  await shell.put(new URL(request.url).pathname, answer.clone());
  const kept = await shell.keys();
  const old = kept.filter(({ url }) => isAsset(new URL(url)));
  await Promise.all(old.slice(0, Math.max(0, old.length - MOST_ASSETS)).map((one) => shell.delete(one)));
  return answer;
}
