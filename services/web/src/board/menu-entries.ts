import type { MenuEntry } from './cell-menu.tsx';
import type { Block } from './selection.ts';

/** The cell menu: all that keys and dragging do. */
export const cellEntries = ({ marked }: { readonly marked: Block | null }): readonly MenuEntry[] => [
  { id: 'edit', name: 'Edit', keys: 'Enter' },
  { id: 'open-day', name: 'Open the day', keys: 'Space' },
  { id: 'clear', name: 'Clear', keys: 'Delete' },
  { id: 'pin', name: 'Pin or unpin', keys: 'F9' },
  { id: 'fill-down', name: 'Fill down', keys: 'Ctrl+D' },
  { id: 'fill-right', name: 'Fill right', keys: 'Ctrl+R' },
  { id: 'repeat', name: 'Repeat the last edit', keys: 'F4' },
  { id: 'pattern', name: 'Lay a pattern …' },
  { id: 'mark', name: marked ? 'Swap with what is marked' : 'Mark, to swap, move or copy', keys: 'Ctrl+Shift+X' },
  ...(marked
    ? [
        { id: 'move-here', name: 'Move what is marked here' },
        { id: 'copy-here', name: 'Copy what is marked here' },
        { id: 'unmark', name: 'Unmark', keys: 'Esc' },
      ]
    : []),
  { id: 'copy', name: 'Copy: press Ctrl+C', isDisabled: true },
  { id: 'copy-headed', name: 'Copy with names and days' },
  { id: 'paste', name: 'Paste: press Ctrl+V', isDisabled: true },
  { id: 'next-finding', name: 'Next finding', keys: 'F8' },
  { id: 'undo', name: 'Undo', keys: 'Ctrl+Z' },
  { id: 'redo', name: 'Redo', keys: 'Ctrl+Y' },
];

/** What can be done with a block that was dropped somewhere. */
export const dropEntries: readonly MenuEntry[] = [
  { id: 'drop-move', name: 'Move here' },
  { id: 'drop-copy', name: 'Copy here' },
  { id: 'drop-swap', name: 'Swap' },
  { id: 'drop-leave', name: 'Leave', keys: 'Esc' },
];
