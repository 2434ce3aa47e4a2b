import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { timeOf } from '../../layout/words.ts';
import { boxOf, type Frame } from '../grid/overlay.tsx';
import { type Cells, codesOf } from '../model/cells.ts';
import type { BoardStore } from '../model/store.ts';
import type { At } from '../selection.ts';
import { type Choice, choicesFor } from './code-choices.ts';
import { blocks } from './desk-words.ts';
import type { EditsApi } from './edits-api.ts';
import { PreviewWords } from './preview-words.tsx';
import { usePreviews } from './use-previews.ts';

/** Where the focus goes when the editor closes. */
export type Then = 'down' | 'right' | 'left' | 'stay';

type Props = {
  readonly store: BoardStore;
  readonly cells: Cells;
  readonly api: EditsApi;
  /** The cell as shown, and the person's number in the board. */
  readonly at: At;
  readonly number: number;
  readonly frame: Frame;
  /** What the cell holds when the editor opens, to be typed over; '' when a letter opened it. */
  readonly initial: string;
  readonly alert: (text: string) => void;
  readonly enter: (choice: Choice, then: Then) => void;
  /** Into all that is selected. */
  readonly enterAll: (choice: Choice) => void;
  readonly override: (choice: Choice) => void;
  readonly openDay: () => void;
  readonly leave: () => void;
};

const PREVIEWED = 8;

/** The input of a cell: a code by its first letters, with what each would break and change before it is saved. */
export function CodeEditor(props: Props) {
  const { store, cells, api, at, number, frame, initial, alert, enter, enterAll, override, openDay, leave } = props;
  const [text, setText] = useState(initial);
  const [chosen, setChosen] = useState<number | null>(null);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const isClosed = useRef(false);
  const person = cells.grid.people[number];
  const date = cells.grid.days[at.column]?.date ?? '';
  const cell = { person: person?.person ?? '', date };
  const [openedAt] = useState(() => store.touch(cell.person, date)?.at ?? null);
  useSyncExternalStore(
    (listener) => store.subscribeRow(cell.person, listener),
    () => store.rowRevision(cell.person),
  );
  const touch = store.touch(cell.person, date);
  const isOvertaken = touch !== null && touch.at !== openedAt;
  const isAsHeld = text === initial;
  const choices = useMemo(() => choicesFor(cells, at.column, isAsHeld ? '' : text), [cells, at.column, text, isAsHeld]);
  const isGuess = choices[0]?.isGuess ?? false;
  // What is not typed to its end is nobody's choice, unless only one code begins so.
  const isClear = choices.length === 1 || choices[0]?.code.toLowerCase() === text.trim().toLowerCase();
  const active = chosen ?? (text.trim() === '' || isAsHeld || isGuess || !isClear ? null : 0);
  const choice = active === null ? null : (choices[active] ?? null);
  const previews = usePreviews(api, cell, {
    chosen: choice,
    others: choices.slice(0, PREVIEWED).filter(({ extra }) => !extra),
  });
  const preview = choice && (previews.get(choice.code) ?? null);

  useLayoutEffect(() => input.current?.focus(), []);
  // Beside the cell, wherever the page is scrolled to: above it when there is no room below.
  useLayoutEffect(() => {
    const box = input.current?.getBoundingClientRect();
    const popup = list.current;
    if (!box || !popup) return;
    const isAbove = box.bottom + popup.offsetHeight > window.innerHeight && box.top > popup.offsetHeight;
    popup.style.top = `${isAbove ? box.top - popup.offsetHeight - 2 : box.bottom + 2}px`;
    popup.style.left = `${Math.max(4, Math.min(box.left, window.innerWidth - popup.offsetWidth - 8))}px`;
  });

  /** Once only: a field that goes away is left as well. */
  const once = (work: () => void) => {
    if (isClosed.current) return;
    isClosed.current = true;
    work();
  };

  function unknown() {
    const typed = text.trim();
    const named = choices.map(({ code }) => code).join(', ');
    const isKnown = codesOf(cells).some((code) => code.toLowerCase() === typed.toLowerCase());
    if (isGuess) alert(`${typed} is no code of this board. Did you mean ${named}?`);
    else if (choices.length > 0) alert(`Several codes begin so: ${named}. Type on, or choose with the arrow keys.`);
    else alert(isKnown ? `No duty ${typed} is needed on this day.` : `${typed} is no code of this board.`);
  }
  function commit(then: Then) {
    if (!choice) return text.trim() === '' || isAsHeld ? once(leave) : unknown();
    const { refused, breaches } = blocks(preview);
    const why = preview?.cells.find((one) => one.refused)?.refused?.because;
    if (refused > 0) return alert(why ?? 'This can’t be had.');
    if (breaches > 0) return alert(`${why ?? 'This breaks a rule.'} Control, Shift and Enter saves it with a reason.`);
    once(() => enter(choice, then));
  }
  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    const isCtrl = event.ctrlKey || event.metaKey;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const from = active ?? (step > 0 ? -1 : 0);
      if (choices.length > 0) setChosen((from + step + choices.length) % choices.length);
    } else if (event.key === 'Enter') {
      if (isCtrl && event.shiftKey) choice ? once(() => override(choice)) : unknown();
      else if (isCtrl) choice ? once(() => enterAll(choice)) : unknown();
      else if (!choice && (text.trim() === '' || isAsHeld)) once(openDay);
      else commit(event.shiftKey ? 'stay' : 'down');
    } else if (event.key === 'Tab') commit(event.shiftKey ? 'left' : 'right');
    else if (event.key === 'Escape') once(leave);
    else return;
    event.preventDefault();
  }

  return (
    <div
      className="weft-editor"
      style={boxOf({ top: at.row, bottom: at.row, left: at.column, right: at.column }, frame)}
    >
      <input
        ref={input}
        className="weft-editor__input"
        role="combobox"
        aria-expanded={choices.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active === null ? undefined : `${id}-${active}`}
        aria-describedby={`${id}-preview`}
        aria-label={`Code for ${person?.name}, ${date}`}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(null);
        }}
        onKeyDown={onKeyDown}
        onBlur={({ target }) => {
          // Another window came before this one: the field still has the focus in it.
          if (document.activeElement === target) return;
          if (choice && !isAsHeld && choice.code.toLowerCase() === text.trim().toLowerCase()) commit('stay');
          else once(leave);
        }}
      />
      {createPortal(
        // biome-ignore lint/a11y/noStaticElementInteractions: a press in it leaves the focus in the input
        <div ref={list} className="weft-editor__popup" onMouseDown={(event) => event.preventDefault()}>
          {isOvertaken && (
            <p role="alert" className="weft-editor__overtaken">
              {touch.byName} changed this cell at {timeOf(touch.at)}. Enter: yours. Esc: keep theirs.
            </p>
          )}
          <div id={`${id}-list`} role="listbox" aria-label="Codes">
            {choices.map((one, index) => {
              const known = previews.get(one.code);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the input's keys choose
                <div
                  key={one.code}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  className="weft-editor__choice"
                  onClick={() => once(() => enter(one, 'stay'))}
                >
                  <strong>{one.code}</strong> <span>{one.words}</span>
                  {known && <em>{verdictOf(known)}</em>}
                </div>
              );
            })}
          </div>
          {choices.length === 0 && (
            <p>{text.trim() === '' || isAsHeld ? 'Nobody is needed on this day.' : 'No such code on this day.'}</p>
          )}
          <div id={`${id}-preview`}>
            {preview && (
              <PreviewWords
                preview={preview}
                nameOf={(one) => cells.grid.people.find(({ person: other }) => other === one)?.name ?? one}
                siteOf={(site) => cells.grid.sites.find(({ code }) => code === site)?.name ?? site}
              />
            )}
            {choice && !preview && <p>Asking the rules …</p>}
          </div>
          <p className="weft-small">Enter saves and goes down, Tab right, Ctrl+Enter into all selected, Esc leaves.</p>
        </div>,
        document.body,
      )}
    </div>
  );
}

function verdictOf(preview: Parameters<typeof blocks>[0] & object): string {
  const { refused, breaches } = blocks(preview);
  if (refused > 0) return 'can’t be had';
  if (breaches > 0) return breaches === 1 ? 'a breach' : `${breaches} breaches`;
  const soft = preview.findings.made.length;
  return soft > 0 ? (soft === 1 ? 'a warning' : `${soft} warnings`) : 'no finding';
}
