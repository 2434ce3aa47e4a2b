import { expect, test } from 'vitest';
import { keepText, ofKeptTexts, textOf } from './kept-text.ts';

test('an answer of kept texts is what JSON.stringify says of it, the first time and again', () => {
  const rows = [{ id: 'a', name: 'Zoë "Z" – 1', none: undefined, list: [1, undefined, { b: null }] }, { id: 'b' }];
  const answer = ofKeptTexts({
    'a "key"': 1,
    rows: rows.map(keepText),
    empty: [],
    no: undefined,
    mixed: [1, 'x', null],
  });
  const meant = JSON.stringify(answer);
  expect([textOf(answer), textOf(answer)]).toEqual([meant, meant]);
});

test('a kept object is written once', () => {
  let reads = 0;
  const row = keepText(Object.defineProperty({}, 'id', { enumerable: true, get: () => ++reads }));
  expect([textOf(ofKeptTexts({ rows: [row] })), textOf(ofKeptTexts({ rows: [row] }))]).toEqual([
    '{"rows":[{"id":1}]}',
    '{"rows":[{"id":1}]}',
  ]);
});

test('what is not said to be kept is written as ever', () => {
  expect([textOf(undefined), textOf(null), textOf('x'), textOf({ a: [new Date(0)] })]).toEqual([
    undefined,
    'null',
    '"x"',
    '{"a":["1970-01-01T00:00:00.000Z"]}',
  ]);
});
