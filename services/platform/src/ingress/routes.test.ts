import { expect, test } from 'vitest';
import { readRoutes } from './routes.ts';

test('each service has its processes', () => {
  expect(readRoutes(' network=http://a:1,http://b:2/  shared-rotas=http://c:3 ')).toEqual({
    network: ['http://a:1', 'http://b:2'],
    'shared-rotas': ['http://c:3'],
  });
});

test.each(['', 'network', 'network=', 'network=a:1', 'network=http://a:1/path', 'Network=http://a:1'])(
  '"%s" names no routes, and the error says what to write',
  (text) => {
    expect(() => readRoutes(text)).toThrow(/WEFT_ROUTES .*http:\/\/host:port/);
  },
);
