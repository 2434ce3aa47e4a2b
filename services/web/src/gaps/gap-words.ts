import { counted } from '../layout/words.ts';

/** How soon a duty starts, in words: 'under way', 'in 40 min', 'in 5 h', 'in 3 days'. */
export function soonWords(minutes: number): string {
  if (minutes <= 0) return 'under way';
  if (minutes < 60) return `in ${minutes} min`;
  if (minutes < 48 * 60) return `in ${Math.round(minutes / 60)} h`;
  return `in ${counted(Math.round(minutes / 1440), 'day')}`;
}

const HARM = {
  3: 'Nobody of this role is there',
  2: 'Nobody has it',
  1: 'Short',
} as const;

/** How bad an empty place is, in words. */
export const harmWords = (harm: 1 | 2 | 3): string => HARM[harm];

const CAUSE = {
  'never-filled': 'never filled',
  'on-leave': 'on leave',
  'taken-off': 'taken off',
} as const;
export type GapCause = keyof typeof CAUSE;

/** Why it is empty, in words. */
export const causeWords = (cause: GapCause): string => CAUSE[cause];
