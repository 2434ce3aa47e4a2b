/** What a key does on the board, for people. */
export type KeyLine = { readonly keys: readonly string[]; readonly does: string };
export type KeyGroup = { readonly name: string; readonly lines: readonly KeyLine[] };

/** Every key of the board. On a Mac Command does what Ctrl does here. */
export const BOARD_KEYS: readonly KeyGroup[] = [
  {
    name: 'Move and select',
    lines: [
      { keys: ['Arrow keys'], does: 'One cell on' },
      { keys: ['Home', 'End'], does: 'First or last day; with Ctrl the first or last cell of all' },
      { keys: ['Page Up', 'Page Down'], does: 'A screen of people up or down' },
      { keys: ['Shift + any of these'], does: 'Select a range' },
      { keys: ['Shift + Space', 'Ctrl + Space', 'Ctrl + A'], does: 'Select the person, the day, everything' },
      { keys: ['Tab'], does: 'Leave the grid' },
    ],
  },
  {
    name: 'Edit',
    lines: [
      { keys: ['A letter or digit'], does: 'Type a code; what it would break is shown before it counts' },
      { keys: ['Enter', 'F2'], does: 'Edit the cell; Enter again commits and goes down, Tab goes right' },
      { keys: ['Ctrl + Enter'], does: 'The code into the whole selection; of what is looked at, save what can be had' },
      { keys: ['Ctrl + Shift + Enter'], does: 'Commit in spite of a breach, with a reason' },
      { keys: ['Esc'], does: 'Leave all as it was' },
      { keys: ['Delete'], does: 'Take off what the selection holds' },
      { keys: ['Ctrl + C', 'Ctrl + X', 'Ctrl + V'], does: 'Copy, cut, paste; also from and to a spreadsheet' },
      { keys: ['Ctrl + D', 'Ctrl + R'], does: 'Fill down, fill right' },
      { keys: ['Ctrl + Shift + X'], does: 'Mark what is selected; again elsewhere: the two change places' },
      { keys: ['F4'], does: 'The last edit again, here' },
      { keys: ['F9'], does: 'Pin, so that the auto-roster keeps it; again to let go' },
      { keys: ['Ctrl + Z', 'Ctrl + Y'], does: 'Undo and redo your own edits; others’ later edits stay' },
      { keys: ['Shift + F10'], does: 'A menu with all that dragging does' },
    ],
  },
  {
    name: 'Look',
    lines: [
      { keys: ['F8', 'Shift + F8'], does: 'The next finding, the one before' },
      { keys: ['Space'], does: 'Open the day of a person' },
      { keys: ['Ctrl + K'], does: 'Find a person, duty, site, skill or page, or ask for gaps' },
      { keys: ['?'], does: 'These keys, while the board has the focus' },
    ],
  },
];
