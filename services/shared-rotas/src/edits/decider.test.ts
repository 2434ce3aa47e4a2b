import { specify } from '@weft/eventing/testing';
import { expect, test } from 'vitest';
import { ids } from '../testing.ts';
import { type EditsState, editsStream } from './decider.ts';
import { type EditEvent, editBegan, editEnded, editTurned, type Run } from './events.ts';

const { decider } = editsStream;
const cell = { person: ids.person('p1'), date: '2026-03-02' };
const aRun = (edit: string, changes: Partial<Run> = {}): Run => ({
  edit,
  rota: ids.rota('ent'),
  kind: 'edit',
  of: null,
  how: 'typed',
  partly: false,
  override: null,
  at: '2026-02-01T12:00:00.000Z',
  cells: 1,
  steps: [{ do: 'fill', ...cell, duty: ids.duty('d1'), pinned: false, takes: null, leaves: null, override: null }],
  refused: [],
  ...changes,
});
const done = (edit: string) => editEnded.create({ edit, outcome: 'done', refused: [] });
const lost = { ...cell, code: 'full', because: 'The place is taken.' };
const after = (...events: EditEvent[]): EditsState => events.reduce(decider.evolve, decider.initial);

test('the latest edit is undone first, and only by who looked at it', () => {
  const given = [editBegan.create(aRun('e1')), done('e1'), editBegan.create(aRun('e2')), done('e2')];
  const undo = (edit: string, of: string) => ({ type: 'BeginRun' as const, run: aRun(edit, { kind: 'undo', of }) });
  specify(decider)(...given)
    .when(undo('u1', 'e1'))
    .refuses('not-latest');
  specify(decider)(...given)
    .when(undo('u1', 'e2'))
    .yields(editBegan.create(aRun('u1', { kind: 'undo', of: 'e2' })));
});

test('what was undone can be redone, until something else is done', () => {
  const undone = [
    editBegan.create(aRun('e1')),
    done('e1'),
    editBegan.create(aRun('u1', { kind: 'undo', of: 'e1' })),
    done('u1'),
  ];
  expect(after(...undone)).toMatchObject({ undo: [], redo: ['u1'] });
  const redone = [...undone, editBegan.create(aRun('r1', { kind: 'redo', of: 'u1' }))];
  expect(after(...redone)).toMatchObject({ undo: ['r1'], redo: [] });
  expect(after(...undone, editBegan.create(aRun('e2')))).toMatchObject({ undo: ['e2'], redo: [] });
  specify(decider)(...undone)
    .when({ type: 'BeginRun', run: aRun('r1', { kind: 'redo', of: null }) })
    .refuses('not-latest');
});

test('an edit that was turned is not done any more but taken back; nobody undoes it then', () => {
  const turned = [editBegan.create(aRun('e1')), editTurned.create({ edit: 'e1', refused: [lost] })];
  const ended = editEnded.create({ edit: 'e1', outcome: 'taken-back', refused: [lost] });
  const end = { type: 'EndRun' as const, edit: 'e1', refused: [] };
  specify(decider)(...turned)
    .when({ ...end, outcome: 'done' })
    .refuses('edit-turned');
  specify(decider)(...turned)
    .when({ ...end, outcome: 'taken-back' })
    .yields(ended);
  specify(decider)(...turned, ended)
    .when({ ...end, outcome: 'taken-back' })
    .yields();
  expect(after(...turned, ended)).toMatchObject({ undo: [], redo: [] });
});

test('an edit that is done is not turned any more', () => {
  specify(decider)(editBegan.create(aRun('e1')), done('e1'))
    .when({ type: 'TurnRun', edit: 'e1', refused: [lost] })
    .yields();
  specify(decider)().when({ type: 'EndRun', edit: 'e1', outcome: 'done', refused: [] }).refuses('edit-unknown');
});

test('a hundred runs are remembered, and fewer long ones; what has not ended is never forgotten', () => {
  const many = Array.from({ length: 150 }, (_, index) => [editBegan.create(aRun(`e${index}`)), done(`e${index}`)]);
  const state = after(editBegan.create(aRun('open')), ...many.flat());
  expect(state.runs.size).toBe(100);
  expect(state.runs.has('open')).toBe(true);
  expect(state.undo.at(-1)).toBe('e149');
  const back = (edit: string) => editEnded.create({ edit, outcome: 'taken-back', refused: [lost] });
  const lostOnes = Array.from({ length: 95 }, (_, index) => [editBegan.create(aRun(`b${index}`)), back(`b${index}`)]);
  expect(after(...many.slice(0, 60).flat(), ...lostOnes.flat()).undo).toHaveLength(60);
  const [fill] = aRun('x').steps;
  const long = Array.from({ length: 32 }, (_, index) => [
    editBegan.create(aRun(`l${index}`, { steps: Array.from({ length: 2000 }, () => fill!) })),
    done(`l${index}`),
  ]);
  expect(after(...long.flat()).undo).toHaveLength(20);
});
