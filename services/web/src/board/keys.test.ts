import { expect, test } from 'vitest';
import { deedOf } from './keys.ts';

/** Reads 'Ctrl+Shift+Enter'. */
function pressed(chord: string) {
  const parts = chord.split('+');
  const has = (name: string) => parts.includes(name);
  const key = parts.at(-1) === 'Space' ? ' ' : (parts.at(-1) as string);
  return deedOf({ key, shift: has('Shift'), ctrl: has('Ctrl'), alt: has('Alt') });
}

test.each([
  ['Enter', 'edit'],
  ['F2', 'edit'],
  ['Space', 'open-day'],
  ['Ctrl+Enter', 'confirm'],
  ['Ctrl+Shift+Enter', 'override'],
  ['Delete', 'clear'],
  ['Ctrl+d', 'fill-down'],
  ['Ctrl+r', 'fill-right'],
  ['F4', 'repeat'],
  ['F8', 'next-finding'],
  ['Shift+F8', 'previous-finding'],
  ['F9', 'pin'],
  ['Ctrl+z', 'undo'],
  ['Ctrl+y', 'redo'],
  ['Ctrl+Shift+Z', 'redo'],
  ['Shift+F10', 'menu'],
  ['ContextMenu', 'menu'],
  ['Ctrl+Shift+X', 'mark'],
  ['Escape', 'leave'],
  ['n', 'type'],
  ['Shift+N', 'type'],
  ['2', 'type'],
])('%s: %s', (chord, deed) => {
  expect(pressed(chord)).toBe(deed);
});

test('keys of browsers and screen readers are left alone', () => {
  for (const chord of [
    'Tab',
    'Ctrl+t',
    'Ctrl+w',
    'Ctrl+n',
    'Ctrl+Tab',
    'Alt+d',
    'Ctrl+Alt+d',
    'Insert',
    'F7',
    '?',
    'Ctrl+k',
  ])
    expect([chord, pressed(chord)]).toEqual([chord, null]);
});
