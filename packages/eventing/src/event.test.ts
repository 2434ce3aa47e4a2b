import { expect, test } from 'vitest';
import { z } from 'zod';
import { categoryOf, eventKind, Metadata, Position } from './event.ts';

const DutyFilled = eventKind('DutyFilled', z.object({ name: z.string() }))
  .next(z.object({ person: z.string(), pinned: z.boolean() }), ({ name }) => ({ person: name, pinned: false }))
  .next(z.object({ person: z.string(), pinned: z.boolean(), site: z.string() }), (before) => ({
    ...before,
    site: 'unknown',
  }));
const stored = (version: number, data: unknown) => ({ type: 'DutyFilled', version, data });

test('each version that was ever written reads as the newest', () => {
  expect(DutyFilled.version).toBe(3);
  expect(DutyFilled.decode(stored(1, { name: 'p1' })).data).toEqual({ person: 'p1', pinned: false, site: 'unknown' });
  expect(DutyFilled.decode(stored(2, { person: 'p1', pinned: true })).data).toEqual({
    person: 'p1',
    pinned: true,
    site: 'unknown',
  });
  expect(DutyFilled.decode(stored(3, { person: 'p1', pinned: true, site: 's' })).data.site).toBe('s');
});

test.each([4, 0, -1, 1.5])('version %s is refused', (version) => {
  expect(() => DutyFilled.decode(stored(version, {}))).toThrow(/knows versions 1 to 3.*upgrade/);
});

test('data that its version does not allow are refused, and the kind is named', () => {
  expect(() => DutyFilled.decode(stored(2, { name: 'p1' }))).toThrow(/DutyFilled version 2/);
});

test('adding a version leaves the kind before it as it was', () => {
  const first = eventKind('A', z.object({}));
  first.next(z.object({ b: z.number() }), () => ({ b: 1 }));
  expect(first.version).toBe(1);
});

test('a position has 20 digits, a category ends at the first dash', () => {
  expect(Position.safeParse('1').success).toBe(false);
  expect(Position.safeParse('00000000000000000097').success).toBe(true);
  expect(['diary-7', 'diary-7-8', 'diary'].map(categoryOf)).toEqual(['diary', 'diary', 'diary']);
  expect(Metadata.safeParse({ commandId: '', at: 'now', actor: {} }).success).toBe(false);
});
