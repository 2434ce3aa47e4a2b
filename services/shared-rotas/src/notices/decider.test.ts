import { specify } from '@weft/eventing/testing';
import { test } from 'vitest';
import { ids } from '../testing.ts';
import { noticesDecider } from './decider.ts';
import { noticesRead } from './events.ts';

const given = specify(noticesDecider);
const person = ids.person('p1');
const until = '2026-03-01T09:00:00Z';

test('notices are read up to an instant, and never less far than before', () => {
  const read = noticesRead.create({ person, until });
  given().when({ type: 'ReadNotices', person, until }).yields(read);
  given(read).when({ type: 'ReadNotices', person, until }).yields();
  given(read).when({ type: 'ReadNotices', person, until: '2026-02-01T09:00:00Z' }).yields();
});
