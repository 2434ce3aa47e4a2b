import { specify } from '@weft/eventing/testing';
import { expect, test } from 'vitest';
import { person } from '../workforce.fixture.ts';
import { numberStream } from './decider.ts';
import { numberClaimed, numberReleased } from './events.ts';
import { numberId, refuseShape, tidyNumber } from './shape.ts';

const given = specify(numberStream.decider);
const ada = person('p-ada');
const number = { body: 'GMC', number: '0000001' };
const claim = { type: 'ClaimNumber', number, person: ada, name: 'Ada Example' } as const;
const claimed = numberClaimed.create({ number, person: ada, name: 'Ada Example' });

test('a number is claimed by one person', () => {
  given().when(claim).yields(claimed);
  given(claimed).when(claim).yields();
  given(claimed)
    .when({ ...claim, person: person('p-bea') })
    .refuses('number-taken');
  given()
    .when({ ...claim, number: { body: 'GMC', number: '12' } })
    .refuses('number-shape');
});

test('a number is released by its holder only', () => {
  given(claimed)
    .when({ type: 'ReleaseNumber', person: ada })
    .yields(numberReleased.create({ person: ada }));
  given(claimed)
    .when({ type: 'ReleaseNumber', person: person('p-bea') })
    .yields();
  given(claimed, numberReleased.create({ person: ada }))
    .when({ ...claim, person: person('p-bea') })
    .yields(numberClaimed.create({ ...claimed.data, person: person('p-bea') }));
});

test.each([
  ['GMC', '0000001', true],
  ['GMC', '000001', false],
  ['GP', 'G1234567', true],
  ['GP', '1234567', false],
  ['NMC', '71A2998E', true],
  ['NMC', '7AA2998E', false],
  ['GDC', 'CD123456', true],
  ['GPhC', '2000000', true],
  ['HCPC', 'PH000001', true],
  ['HCPC', 'P0000001', false],
  ['SDS', '000000000001', true],
  ['ABC', '1', false],
])('the shape of %s %s is judged', (body, text, isRight) => {
  expect(refuseShape({ body, number: text }) === null).toBe(isRight);
});

test('a number is one number however it is written', () => {
  expect(numberId(tidyNumber({ body: 'nmc', number: ' 71a 2998e ' }))).toBe('NMC.71A2998E');
});
