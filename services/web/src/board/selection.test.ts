import { expect, test } from 'vitest';
import {
  blockOf,
  cellsOf,
  extend,
  inside,
  mark,
  moved,
  noSelection,
  type Selection,
  select,
  selectAll,
} from './selection.ts';

const size = { rows: 30, columns: 14, page: 10 };
const press = (selection: Selection, ...keys: string[]) =>
  keys.reduce((at, keyed) => {
    const parts = keyed === ' ' ? [' '] : keyed.split('+');
    const key = parts.at(-1) === 'Space' ? ' ' : (parts.at(-1) as string);
    const next = moved(at, { key, shift: parts.includes('Shift'), ctrl: parts.includes('Ctrl') }, size);
    if (!next) throw new Error(`${keyed} moves nothing.`);
    return next;
  }, selection);
const at = (row: number, column: number) => select(noSelection, { row, column });

test('arrows move by one and stop at the edges', () => {
  expect(press(noSelection, 'ArrowDown', 'ArrowRight').focus).toEqual({ row: 1, column: 1 });
  expect(press(noSelection, 'ArrowUp', 'ArrowLeft').focus).toEqual({ row: 0, column: 0 });
  expect(press(at(29, 13), 'ArrowDown', 'ArrowRight').focus).toEqual({ row: 29, column: 13 });
});

test('Home and End go to the ends of the row, with Ctrl to the ends of the grid, pages by what is shown', () => {
  expect(press(at(3, 5), 'End').focus).toEqual({ row: 3, column: 13 });
  expect(press(at(3, 5), 'Ctrl+End').focus).toEqual({ row: 29, column: 13 });
  expect(press(at(3, 5), 'Ctrl+Home').focus).toEqual({ row: 0, column: 0 });
  expect(press(at(3, 5), 'PageDown').focus).toEqual({ row: 13, column: 5 });
  expect(press(at(3, 5), 'PageUp').focus).toEqual({ row: 0, column: 5 });
});

test('Shift reaches out from the anchor and back', () => {
  const wide = press(at(3, 5), 'Shift+ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight');
  expect(blockOf(wide)).toEqual({ top: 3, bottom: 4, left: 5, right: 7 });
  expect(blockOf(press(wide, 'Shift+ArrowUp', 'Shift+ArrowUp'))).toEqual({ top: 2, bottom: 3, left: 5, right: 7 });
  expect(blockOf(press(wide, 'ArrowDown'))).toEqual({ top: 5, bottom: 5, left: 7, right: 7 });
});

test('rows, columns and all', () => {
  const block = press(at(3, 5), 'Shift+ArrowDown');
  expect(blockOf(press(block, 'Shift+Space'))).toEqual({ top: 3, bottom: 4, left: 0, right: 13 });
  expect(blockOf(press(block, 'Ctrl+Space'))).toEqual({ top: 0, bottom: 29, left: 5, right: 5 });
  expect(blockOf(press(block, 'Ctrl+a'))).toEqual({ top: 0, bottom: 29, left: 0, right: 13 });
});

test('a letter or a plain space moves nothing, nor does any key on an empty grid', () => {
  expect(moved(noSelection, { key: 'n', shift: false, ctrl: false }, size)).toBeNull();
  expect(moved(noSelection, { key: ' ', shift: false, ctrl: false }, size)).toBeNull();
  expect(
    moved(noSelection, { key: 'ArrowDown', shift: false, ctrl: false }, { rows: 0, columns: 14, page: 10 }),
  ).toBeNull();
});

test('a marked block stays while another is selected', () => {
  const marked = mark(extend(at(1, 1), { row: 2, column: 3 }));
  const next = press(marked, 'ArrowDown');
  expect(next.marked).toEqual({ top: 1, bottom: 2, left: 1, right: 3 });
  expect(cellsOf(next.marked ?? blockOf(next))).toHaveLength(6);
});

test('when people are filtered away the selection stays inside, and a mark that is not all there is dropped', () => {
  const all = selectAll(mark(at(20, 2)), size);
  const fewer = inside(all, { ...size, rows: 10 });
  expect([blockOf(fewer), fewer.marked]).toEqual([{ top: 0, bottom: 9, left: 0, right: 13 }, null]);
  expect(inside(fewer, { ...size, rows: 10 })).toBe(fewer);
});
