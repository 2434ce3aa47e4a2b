import { beforeEach, expect, test } from 'vitest';
import { hearPerson, type Projected, projected } from '../testing.ts';
import { everyEmployment, knownPerson, presentIdOf } from './workforce-facts.ts';

let world: Projected;

beforeEach(() => {
  world = projected([]);
  hearPerson(world, { person: 'p1', name: 'Ada Example' });
  hearPerson(world, { person: 'p2', name: 'A. Example' });
});

test('a person is the same object until something of workforce changes', () => {
  const ada = knownPerson(world.rows, 'p1');
  expect(knownPerson(world.rows, 'p1')).toBe(ada);
  world.hear('workforce.PersonRenamed.v1', { person: 'p1', name: 'Ada Example-Hill' });
  expect(knownPerson(world.rows, 'p1')?.name).toBe('Ada Example-Hill');
});

test('who was not known is known once they are registered', () => {
  expect(knownPerson(world.rows, 'p3')).toBeNull();
  hearPerson(world, { person: 'p3', name: 'Bo Example' });
  expect(knownPerson(world.rows, 'p3')?.name).toBe('Bo Example');
  expect(everyEmployment(world.rows)).toHaveLength(3);
});

test('a credential that is withdrawn makes the person be read again', () => {
  const before = knownPerson(world.rows, 'p1');
  expect(before?.credentials).toEqual([]);
  world.hear('workforce.CredentialWithdrawn.v1', { person: 'p1', credential: 'c1' });
  expect(knownPerson(world.rows, 'p1')).not.toBe(before);
});

test('merged people go by one id, and by their own again when it was a mistake', () => {
  expect(presentIdOf(world.rows, 'p2')).toBe('p2');
  world.hear('workforce.PeopleMerged.v1', { person: 'p2', into: 'p1', by: 'm1' });
  expect(presentIdOf(world.rows, 'p2')).toBe('p1');
  expect(everyEmployment(world.rows).map(({ person }) => person)).toEqual(['p1', 'p1']);
  world.hear('workforce.PeopleUnmerged.v1', { person: 'p2', from: 'p1', by: 'm1' });
  expect(presentIdOf(world.rows, 'p2')).toBe('p2');
});
