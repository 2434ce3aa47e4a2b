import { expect, test } from 'vitest';
import { traceWords } from './trace.ts';

test('a trace is a tree of spans over processes, by the time at which they began', () => {
  const span = (id: string, parent: string | null, startMs: number, process: string) => ({
    ...{ trace: 't', span: id, parent, name: `span ${id}`, process, startMs, ms: 2 },
  });
  const spans = [
    span('c', 'b', 1010, 'shared-rotas-1'),
    span('a', 'caller', 1000, 'workforce-2'),
    span('b', 'a', 1001, 'workforce-2'),
  ];
  expect(traceWords(spans).split('\n')).toEqual([
    'trace t',
    '    began     lasted',
    '      0.0 ms      2.0 ms  span a (workforce-2)',
    '      1.0 ms      2.0 ms    span b (workforce-2)',
    '     10.0 ms      2.0 ms      span c (shared-rotas-1)',
  ]);
});
