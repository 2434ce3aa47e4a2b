/** What a key press asks of the board; moving is selection.ts's. */
export type Deed =
  | 'edit'
  | 'open-day'
  | 'confirm'
  | 'override'
  | 'leave'
  | 'clear'
  | 'fill-down'
  | 'fill-right'
  | 'repeat'
  | 'pin'
  | 'next-finding'
  | 'previous-finding'
  | 'undo'
  | 'redo'
  | 'menu'
  | 'mark'
  | 'type';

export type Press = {
  readonly key: string;
  readonly shift: boolean;
  /** Control, or Command on a Mac. */
  readonly ctrl: boolean;
  /** Alt without the other half of AltGr. */
  readonly alt: boolean;
};

const WITH_CTRL: Readonly<Record<string, Deed>> = { d: 'fill-down', r: 'fill-right', z: 'undo', y: 'redo' };
const PLAIN: Readonly<Record<string, Deed>> = {
  Enter: 'edit',
  F2: 'edit',
  ' ': 'open-day',
  Escape: 'leave',
  Delete: 'clear',
  Backspace: 'clear',
  F4: 'repeat',
  F8: 'next-finding',
  F9: 'pin',
  ContextMenu: 'menu',
};

/** What a key press asks of the board, or null when it is none of the board's keys. */
export function deedOf({ key, shift, ctrl, alt }: Press): Deed | null {
  if (alt) return null;
  if (ctrl) {
    const letter = key.toLowerCase();
    if (key === 'Enter') return shift ? 'override' : 'confirm';
    if (shift) return letter === 'z' ? 'redo' : letter === 'x' ? 'mark' : null;
    return WITH_CTRL[letter] ?? null;
  }
  if (shift) {
    if (key === 'F10') return 'menu';
    if (key === 'F8') return 'previous-finding';
  } else if (PLAIN[key]) return PLAIN[key];
  return /^[\p{L}\p{N}]$/u.test(key) ? 'type' : null;
}

type KeyLike = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  getModifierState(key: string): boolean;
};

/** A keyboard event in these terms. AltGr makes letters, it is no shortcut. */
export function pressOf(event: KeyLike): Press {
  const isGraph = event.getModifierState('AltGraph');
  return {
    key: event.key,
    shift: event.shiftKey,
    ctrl: (event.ctrlKey || event.metaKey) && !isGraph,
    alt: event.altKey && !isGraph,
  };
}
