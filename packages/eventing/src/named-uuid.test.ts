import { expect, test } from 'vitest';
import { namedUuid } from './named-uuid.ts';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

test('names give the UUIDs that the standard shows', () => {
  expect(namedUuid(DNS)('www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  expect(namedUuid(DNS)('python.org')).toBe('886313e1-3b8a-5372-9b90-0c9aee199e5d');
});

test('a name may hold any character', () => {
  const ids = namedUuid(DNS);
  expect(ids('Zoë')).toBe(ids('Zoë'));
  expect(ids('Zoë')).not.toBe(ids('Zoe'));
});

test('a namespace that is no UUID is refused', () => {
  expect(() => namedUuid('dns')).toThrow('is no UUID');
});
