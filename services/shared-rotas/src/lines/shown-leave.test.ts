import type { Employment } from '@weft/contracts';
import type { Actor } from '@weft/service-kit';
import { expect, test } from 'vitest';
import { networkIn } from '../facts/network-facts.ts';
import type { KnownPerson } from '../facts/workforce-facts.ts';
import { hearNetwork, projected } from '../testing.ts';
import { shownKind } from './shown-leave.ts';

const world = projected([]);
hearNetwork(world);
const person: KnownPerson = {
  person: 'p1',
  name: 'Ada Example',
  optOut48: false,
  employments: [{ employer: 'RA4' } as Employment],
  credentials: [],
};
const shown = (kind: Parameters<typeof shownKind>[0], organisation: string) => {
  const actor: Actor = { person: 'm1', organisation, roles: ['rota-manager'] };
  return shownKind(kind, person, { actor, network: networkIn(world.rows), today: '2026-03-02' });
};

test('the employer sees why its people are away; others see what the rules make of it', () => {
  expect(shown('sick', 'RA4')).toBe('sick');
  expect(shown('sick', 'RBD')).toBe('annual');
  expect(shown('maternity', 'RBD')).toBe('annual');
  expect(shown('study', 'RBD')).toBe('other');
});
