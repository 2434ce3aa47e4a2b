import type { CSSProperties, PointerEvent } from 'react';
import type { Block } from '../selection.ts';
import { columnsOf, rowsOf } from '../selection.ts';
import { NAME_WIDTH, ROW_HEIGHT } from './sizes.ts';

/** Where the cells lie: how high the head is, and how wide a day. */
export type Frame = { readonly head: number; readonly day: number };

/** Where a block lies in the grid, in px. */
export const boxOf = (block: Block, { head, day }: Frame): CSSProperties => ({
  top: head + block.top * ROW_HEIGHT,
  left: NAME_WIDTH + block.left * day,
  width: columnsOf(block) * day,
  height: rowsOf(block) * ROW_HEIGHT,
});

type Props = { readonly block: Block; readonly frame: Frame };

/** A frame round a block: what is selected, marked, carried, or where somebody else is. */
export function Outline({ block, frame, look, name }: Props & { readonly look: string; readonly name?: string }) {
  return (
    <div className={`weft-outline weft-outline--${look}`} style={boxOf(block, frame)} aria-hidden="true">
      {name && <span className="weft-outline__name">{name}</span>}
    </div>
  );
}

/** The edges of what is selected: they can be dragged to move it. */
export function Edges({
  block,
  frame,
  onPointerDown,
}: Props & { readonly onPointerDown: (event: PointerEvent) => void }) {
  return (
    <div className="weft-edges" style={boxOf(block, frame)} aria-hidden="true">
      {['top', 'right', 'bottom', 'left'].map((side) => (
        <div key={side} className={`weft-edges__${side}`} onPointerDown={onPointerDown} />
      ))}
    </div>
  );
}
