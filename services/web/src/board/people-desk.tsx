import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useAnnounce } from '../layout/announce.tsx';
import { useClipboard } from './clipboard/use-clipboard.ts';
import { DayPanel } from './day-panel.tsx';
import { DeskDialog, type Open } from './desk-dialog.tsx';
import { DeskTools } from './desk-tools.tsx';
import type { Choice } from './edits/code-choices.ts';
import { CodeEditor, type Then } from './edits/code-editor.tsx';
import { type Plan, pasted, read, typed, withMend } from './edits/plan.ts';
import { ProposalPanel } from './edits/proposal-panel.tsx';
import type { useDesk } from './edits/use-desk.ts';
import { sheetOf } from './edits/use-sheet.ts';
import { cellWords } from './grid/cell-words.ts';
import { Edges, type Frame, Outline } from './grid/overlay.tsx';
import { RosterGrid } from './grid/roster-grid.tsx';
import { placeOf, usePointer } from './grid/use-pointer.ts';
import { deedOf, pressOf } from './keys.ts';
import type { Present } from './live/use-presence.ts';
import type { Cells } from './model/cells.ts';
import type { BoardStore } from './model/store.ts';
import { type At, type Block, blockOf, isIn, isSingle, moved, select } from './selection.ts';
import { deedsOf, dropped } from './use-deeds.ts';
import type { useSelection } from './use-selection.ts';

type Props = ReturnType<typeof useDesk> & {
  readonly rota: string;
  readonly store: BoardStore;
  readonly cells: Cells;
  readonly people: readonly number[];
  readonly others: readonly Present[];
  readonly selection: ReturnType<typeof useSelection>;
  readonly isReadOnly: boolean;
  readonly foot?: ((column: number) => ReactNode) | undefined;
};

const PAGE_ROWS = 10;

/** The grid with its keys, pointer, clipboard, editor, menus and panels: what a manager does all day. */
export function PeopleDesk(props: Props) {
  const { rota, store, cells, people, others, selection: chosen, isReadOnly, foot, api, desk, state, mine } = props;
  const { selection, move, focusCalls, focusAgain, focused, atOf } = chosen;
  const { say, alert } = useAnnounce();
  const [open, setOpen] = useState<Open | null>(null);
  const { days } = cells.grid;
  // What is open over a cell would go on over another day: a code typed for Monday is none for Tuesday week.
  useEffect(() => setOpen(null), [rota, days[0]?.date, days.length]);
  const sheet = sheetOf(cells, people, store.mark);
  const block = blockOf(selection);
  const size = { ...sheet.size, page: PAGE_ROWS };
  const close = () => {
    setOpen(null);
    focusAgain();
  };

  /** The cell's place in the window, for a menu that keys open. */
  const pointOf = ({ row, column }: At) => {
    const box = document.querySelector(`[data-cell="${row} ${column}"]`)?.getBoundingClientRect();
    return { x: box?.left ?? 0, y: box?.bottom ?? 0 };
  };
  const act = deedsOf({
    ...{ cells, people, sheet, selection, desk, move, say, alert },
    edit: (initial) => setOpen({ what: 'editor', initial }),
    openDay: () => focused && setOpen({ what: 'day', cell: focused }),
    openMenu: () => setOpen({ what: 'menu', point: pointOf(selection.focus) }),
    copyHeaded: () => {
      clipboard.copyHeaded();
      focusAgain();
    },
    askPattern: () => setOpen({ what: 'pattern' }),
    askReason: () => setOpen({ what: 'reason', plan: null }),
  });
  const readOnlyDeed = (deed: string) => ['next-finding', 'previous-finding'].includes(deed);

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLElement) || !event.target.dataset.cell) return;
    const press = pressOf(event);
    const next = press.alt ? null : moved(selection, press, size);
    const deed = next ? null : deedOf(press);
    if (next) move(next);
    else if (deed === null || (isReadOnly && !readOnlyDeed(deed))) return;
    else if (deed === 'type') {
      // The input is there and has the focus before the browser puts the letter: no key is lost.
      flushSync(() => setOpen({ what: 'editor', initial: '' }));
      return;
    } else if (!act(deed)) return;
    event.preventDefault();
  }

  const pointer = usePointer({
    size: sheet.size,
    selection,
    setSelection: move,
    drop: (from, to) => setOpen({ what: 'drop', point: pointOf(to), from, to }),
  });
  const clipboard = useClipboard({
    ...{ sheet, selection, say, alert },
    textAt: ({ row, column }) => {
      const number = people[row] as number;
      const held = cells.held(number, column);
      if (held.length > 0) return held.map(({ kind }) => kind.code).join('+');
      const { name, kind } = cellWords(cells, { row: number, column }, { mark: null, touch: null });
      return kind === 'free' || kind === 'duty' ? '' : `(${name})`;
    },
    names: people.map((number) => cells.grid.people[number]?.name ?? ''),
    dates: days.map(({ date }) => date),
    propose: (plan) => void desk.propose(plan),
  });

  const planFor = ({ code, extra }: Choice, where: Block): Plan => {
    const plan = typed(sheet, where, code);
    return extra ? { ...plan, edits: plan.edits.map((edit) => ({ ...edit, set: { code, extra } })) } : plan;
  };
  const single = {
    top: selection.focus.row,
    bottom: selection.focus.row,
    left: selection.focus.column,
    right: selection.focus.column,
  };
  function enter(choice: Choice, then: Then) {
    const plan = planFor(choice, single);
    if (plan.edits.length > 0) void desk.commit(plan);
    setOpen(null);
    const { row, column } = selection.focus;
    const to = {
      down: { row: row + 1, column },
      right: { row, column: column + 1 },
      left: { row, column: column - 1 },
      stay: { row, column },
    }[then];
    const isOn = to.row < sheet.size.rows && to.column >= 0 && to.column < sheet.size.columns;
    move(select(selection, isOn ? to : { row, column }));
  }
  function choose(id: string) {
    const at = open;
    setOpen(null);
    focusAgain();
    // The menu gives the focus back in the next frame; a field that opens before it would lose it at once.
    if (at?.what !== 'drop') return void requestAnimationFrame(() => requestAnimationFrame(() => act(id)));
    const plan = dropped(sheet, at, id);
    if (typeof plan === 'string') alert(plan);
    else if (plan) void desk.propose(plan);
  }

  const overlays = (frame: Frame) => (
    <>
      {!isSingle(block) && <Outline block={block} frame={frame} look="selected" />}
      {selection.marked && <Outline block={selection.marked} frame={frame} look="marked" />}
      {pointer.carried && <Outline block={pointer.carried} frame={frame} look="carried" />}
      {others.map(({ who, name, cell }) => {
        const at = cell && atOf(cell);
        const there = at && { top: at.row, bottom: at.row, left: at.column, right: at.column };
        return there && <Outline key={who} block={there} frame={frame} look="other" name={name} />;
      })}
      {!isReadOnly && <Edges block={block} frame={frame} onPointerDown={pointer.onEdge} />}
      {open?.what === 'editor' && (
        <CodeEditor
          key={`${selection.focus.row} ${selection.focus.column}`}
          {...{ store, cells, api, frame, alert }}
          at={selection.focus}
          number={people[selection.focus.row] as number}
          initial={open.initial}
          enter={enter}
          enterAll={(choice) => {
            close();
            void desk.propose(planFor(choice, block));
          }}
          override={(choice) => setOpen({ what: 'reason', plan: planFor(choice, single) })}
          openDay={() => focused && setOpen({ what: 'day', cell: focused })}
          leave={close}
        />
      )}
    </>
  );
  return (
    <>
      <DeskTools
        {...{ store, cells, mine, isReadOnly, act }}
        number={people[selection.focus.row] ?? -1}
        column={selection.focus.column}
      />
      <div className="weft-desk">
        <RosterGrid
          {...{ store, cells, people, selection, focusCalls, isReadOnly, foot, overlays }}
          handlers={{
            className: isReadOnly ? 'weft-rows weft-as-it-was' : 'weft-rows',
            onKeyDown,
            onMouseDown: pointer.onMouseDown,
            onPointerDown: pointer.onPointerDown,
            onPointerMove: pointer.onPointerMove,
            onPointerUp: pointer.onPointerUp,
            onDoubleClick: () => !isReadOnly && open === null && act('edit'),
            onCopy: (event) => isOnCell(event.target) && clipboard.onCopy(event),
            onCut: (event) => isOnCell(event.target) && !isReadOnly && clipboard.onCut(event),
            onPaste: (event) => isOnCell(event.target) && !isReadOnly && clipboard.onPaste(event),
            onContextMenu: (event: MouseEvent) => {
              const cell = event.target instanceof HTMLElement && event.target.closest<HTMLElement>('[data-cell]');
              const at = cell ? placeOf(cell) : null;
              if (!at || isReadOnly) return;
              event.preventDefault();
              if (!isIn(block, at)) move(select(selection, at));
              setOpen({ what: 'menu', point: { x: event.clientX, y: event.clientY } });
            },
          }}
        />
        {state.proposal && (
          <ProposalPanel
            proposal={state.proposal}
            grid={cells.grid}
            confirm={(how) => {
              void desk.confirm(how);
              focusAgain();
            }}
            override={() => setOpen({ what: 'reason', plan: null })}
            leave={() => {
              desk.leave();
              focusAgain();
            }}
            read={(meanings) => {
              const last = clipboard.last.current;
              if (last) void desk.propose(pasted(sheet, read(last.texts, meanings), last.left));
              focusAgain();
            }}
            mend={(more) => {
              const { plan } = state.proposal ?? {};
              if (plan) void desk.propose(withMend(plan, more));
              focusAgain();
            }}
          />
        )}
        {open?.what === 'day' && (
          <DayPanel key={`${open.cell.person} ${open.cell.date}`} rota={rota} {...open.cell} close={close} />
        )}
      </div>
      {open && (
        <DeskDialog
          open={open}
          {...{ rota, api, sheet, block, selection, choose, close }}
          isBusy={state.sending > 0}
          shut={(what) => setOpen((now) => (now?.what === what ? null : now))}
          propose={(plan) => void desk.propose(plan)}
          override={(plan, override) => void (plan ? desk.commit(plan, override) : desk.confirm({ override }))}
        />
      )}
    </>
  );
}

const isOnCell = (target: EventTarget) => target instanceof HTMLElement && target.dataset.cell !== undefined;
