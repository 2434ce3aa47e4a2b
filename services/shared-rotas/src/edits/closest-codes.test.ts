import { expect, test } from 'vitest';
import { closestCodes } from './closest-codes.ts';

const codes = ['LD', 'N', 'OC', 'CLINIC', 'TH'];

test('a slip of the finger is seen through, whatever the case', () => {
  expect(closestCodes('dl', codes)[0]).toBe('LD');
  expect(closestCodes('clinc', codes)).toEqual(['CLINIC']);
  expect(closestCodes('Cl', codes)[0]).toBe('CLINIC');
});

test('what is like nothing is guessed at by nothing', () => {
  expect(closestCodes('QQ', codes)).toEqual([]);
  expect(closestCodes('LD', [])).toEqual([]);
});
