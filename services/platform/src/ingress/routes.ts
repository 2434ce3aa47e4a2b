import type { Routes } from './ingress.ts';

/** Reads `network=http://a:8080,http://b:8080 workforce=http://c:8080`. Throws with what to write. */
export function readRoutes(text: string): Routes {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const routes = words.map((word): [string, string[]] => {
    const [service = '', rest = ''] = word.split(/=(.*)/s);
    const urls = rest.split(',').map((url) => url.replace(/\/+$/, ''));
    if (!/^[a-z-]+$/.test(service) || urls.some((url) => !/^http:\/\/[^/]+$/.test(url)))
      throw new Error(
        `WEFT_ROUTES holds "${word}". Write <service>=http://host:port, and more addresses after a comma.`,
      );
    return [service, urls];
  });
  if (routes.length === 0) throw new Error('WEFT_ROUTES names no service. Write network=http://host:port and so on.');
  return Object.fromEntries(routes);
}
