import { specify } from '@weft/eventing/testing';
import { test } from 'vitest';
import { employment, person } from '../workforce.fixture.ts';
import { employmentStream } from './decider.ts';
import { employmentChanged, employmentEnded, employmentStarted } from './events.ts';

const given = specify(employmentStream.decider);
const ada = person('p-ada');
const post = employment('RA4', '10949595-4');
const record = (more: Partial<typeof post> = {}, who = ada) =>
  ({ type: 'RecordEmployment', person: who, employment: { ...post, ...more } }) as const;
const started = employmentStarted.create({ person: ada, employment: post });
const ended = employmentEnded.create({ person: ada, employment: { ...post, to: '2026-08-05' } });

test('an employment starts, changes and ends', () => {
  given().when(record()).yields(started);
  given(started).when(record()).yields();
  given(started)
    .when(record({ wte: 0.6 }))
    .yields(employmentChanged.create({ person: ada, employment: { ...post, wte: 0.6 } }));
  given(started)
    .when(record({ to: '2026-08-05' }))
    .yields(ended);
});

test('an assignment number is used for no other person and no other post', () => {
  given(started)
    .when(record({}, person('p-bea')))
    .refuses('assignment-taken');
  given(started, ended)
    .when(record({ from: '2026-08-05', to: null }))
    .refuses('assignment-reused');
  given(started, ended)
    .when(record({ to: null }))
    .yields(employmentChanged.create({ person: ada, employment: post }));
});

test('an employment does not end before it starts', () => {
  given()
    .when(record({ to: post.from }))
    .refuses('ends-before-starts');
});
