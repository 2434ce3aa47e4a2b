import { specify } from '@weft/eventing/testing';
import { test } from 'vitest';
import { ids } from '../testing.ts';
import { feedDecider } from './decider.ts';
import { feedOpened, feedRevoked } from './events.ts';

const given = specify(feedDecider);
const person = ids.person('p1');
const opened = (digit: string) => feedOpened.create({ person, hash: digit.repeat(64) });

test('an address is opened, and a new one takes its place', () => {
  given()
    .when({ type: 'OpenFeed', ...opened('a').data })
    .yields(opened('a'));
  given(opened('a'))
    .when({ type: 'OpenFeed', ...opened('b').data })
    .yields(opened('b'));
});

test('an address is revoked once', () => {
  given(opened('a')).when({ type: 'RevokeFeed', person }).yields(feedRevoked.create({ person }));
  given(opened('a'), feedRevoked.create({ person })).when({ type: 'RevokeFeed', person }).yields();
});
