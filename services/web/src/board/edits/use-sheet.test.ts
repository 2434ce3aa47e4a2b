import { expect, test } from 'vitest';
import { aGrid } from '../model/grid.fixture.ts';
import { boardStore } from '../model/store.ts';
import { cleared, swapped } from './plan.ts';
import { sheetOf } from './use-sheet.ts';

const ada = { top: 0, bottom: 0, left: 0, right: 0 };
const bo = { top: 1, bottom: 1, left: 0, right: 0 };

function loaded() {
  const store = boardStore((run) => run());
  store.replace(aGrid({ people: ['Ada', 'Bo'], duties: [['d1', 'LD', 0, 2, 'Bo']] }), store.revision());
  const sheet = () => sheetOf(store.cells() as NonNullable<ReturnType<typeof store.cells>>, [0, 1], store.mark);
  const type = (codes: string[]) => store.show('e', [{ person: 'Ada', date: '2026-03-02', codes, isPinned: false }]);
  return { store, sheet, type };
}

test('what was typed and is on its way can be taken off before the board tells it', () => {
  const { sheet, type } = loaded();
  expect(cleared(sheet(), ada).edits).toEqual([]);
  type(['LD']);
  expect(cleared(sheet(), ada).edits).toEqual([{ person: 'Ada', date: '2026-03-02', set: { clear: true } }]);
  type([]);
  expect(cleared(sheet(), ada).edits).toEqual([]);
});

test('what was refused is not there', () => {
  const { store, sheet, type } = loaded();
  type(['LD']);
  store.settled('e', [{ person: 'Ada', date: '2026-03-02', state: 'refused', why: 'Too little rest.' }]);
  expect(cleared(sheet(), ada).edits).toEqual([]);
});

test('what is on its way is handed on by its code, what is there by its duty', () => {
  const { sheet, type } = loaded();
  type(['N']);
  const edits = swapped(sheet(), ada, bo);
  expect(typeof edits === 'string' ? edits : edits.edits.map(({ person, set }) => [person, set])).toEqual([
    ['Ada', { duty: 'd1' }],
    ['Bo', { code: 'N' }],
  ]);
});
