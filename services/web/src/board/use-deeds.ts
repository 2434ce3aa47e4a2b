import type { Desk } from './edits/desk.ts';
import {
  carried,
  cleared,
  filledDown,
  filledRight,
  type Plan,
  pinned,
  type Sheet,
  swapped,
  typed,
} from './edits/plan.ts';
import { nextFinding } from './grid/next-finding.ts';
import type { Cells } from './model/cells.ts';
import { type At, type Block, blockOf, mark, type Selection, select, unmark } from './selection.ts';

type Asked = {
  readonly cells: Cells;
  readonly people: readonly number[];
  readonly sheet: Sheet;
  readonly selection: Selection;
  readonly desk: Desk;
  readonly move: (selection: Selection) => void;
  readonly say: (text: string) => void;
  readonly alert: (text: string) => void;
  readonly edit: (initial: string) => void;
  readonly openDay: () => void;
  readonly openMenu: () => void;
  readonly askPattern: () => void;
  readonly copyHeaded: () => void;
  readonly askReason: () => void;
};

/** Does what keys, menus and buttons ask of the board. Answers whether it knew what was asked. */
export function deedsOf(asked: Asked): (deed: string) => boolean {
  const { cells, people, sheet, selection, desk, move, say, alert } = asked;
  const block = blockOf(selection);
  const { marked } = selection;
  const propose = (plan: Plan | string | null, otherwise = 'There is nothing to take it from.') => {
    if (plan === null) alert(otherwise);
    else if (typeof plan === 'string') alert(plan);
    else void desk.propose(plan);
  };
  const carry = (move: boolean) =>
    marked
      ? propose(carried(sheet, marked, { to: { row: block.top, column: block.left }, move }))
      : alert('Nothing is marked.');
  const repeat = () => {
    const { last } = desk.state();
    if (last && 'code' in last) propose(typed(sheet, block, last.code));
    else if (last && 'clear' in last) propose(cleared(sheet, block));
    else if (last && 'pin' in last) propose(pinned(sheet, block));
    else alert('Nothing was done yet that could be repeated.');
  };
  const find = (step: 1 | -1) => {
    const at = nextFinding(cells, people, { from: selection.focus, step });
    const { hard, soft } = cells.grid.outside;
    const outside = hard + soft > 0 ? ` ${hard + soft} more outside these days.` : '';
    if (!at) return say(`No finding on these people and days.${outside}`);
    move(select(selection, at));
    say(cells.findings(people[at.row] as number, at.column)[0]?.sentence ?? '');
  };
  const leave = () => {
    if (desk.leave()) return true;
    if (!marked) return false;
    move(unmark(selection));
    say('Nothing is marked any more.');
    return true;
  };
  return (deed) => {
    const isProposed = desk.state().proposal !== null;
    switch (deed) {
      case 'edit':
        if (isProposed) void desk.confirm();
        else
          asked.edit(
            sheet
              .heldAt(selection.focus)
              .map(({ code }) => code)
              .join('+'),
          );
        return true;
      case 'confirm':
        void desk.confirm({ partly: true });
        return true;
      case 'override':
        if (isProposed) asked.askReason();
        return isProposed;
      case 'leave':
        return leave();
      case 'open-day':
        asked.openDay();
        return true;
      case 'menu':
        asked.openMenu();
        return true;
      case 'pattern':
        asked.askPattern();
        return true;
      case 'copy-headed':
        asked.copyHeaded();
        return true;
      case 'clear':
        propose(cleared(sheet, block));
        return true;
      case 'pin':
        propose(pinned(sheet, block));
        return true;
      case 'fill-down':
        propose(filledDown(sheet, block), 'Nobody stands above.');
        return true;
      case 'fill-right':
        propose(filledRight(sheet, block), 'No day stands before.');
        return true;
      case 'repeat':
        repeat();
        return true;
      case 'mark':
        if (marked) {
          propose(swapped(sheet, marked, block));
          move(unmark(selection));
        } else {
          move(mark(selection));
          say('Marked. Go to another place and press Control, Shift and X to swap, or open the menu.');
        }
        return true;
      case 'unmark':
        move(unmark(selection));
        return true;
      case 'move-here':
      case 'copy-here':
        carry(deed === 'move-here');
        move(unmark(selection));
        return true;
      case 'next-finding':
        find(1);
        return true;
      case 'previous-finding':
        find(-1);
        return true;
      case 'undo':
        void desk.undo();
        return true;
      case 'redo':
        void desk.redo();
        return true;
      default:
        return false;
    }
  };
}

/** What is done with a block that was dropped. */
export function dropped(sheet: Sheet, { from, to }: { from: Block; to: At }, id: string): Plan | string | null {
  if (id === 'drop-move') return carried(sheet, from, { to, move: true });
  if (id === 'drop-copy') return carried(sheet, from, { to, move: false });
  if (id !== 'drop-swap') return null;
  const there = {
    top: to.row,
    left: to.column,
    bottom: to.row + from.bottom - from.top,
    right: to.column + from.right - from.left,
  };
  return swapped(sheet, from, there);
}
