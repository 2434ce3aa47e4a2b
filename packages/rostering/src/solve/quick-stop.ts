import { isOnLeave, type Tables } from './tables.ts';

const SPELL_GAP_MS = 120 * 60_000;

type QuickStop = 'on-leave' | 'already-working' | 'RD-REST11';

/**
 * A reason, found without the rules, why an item cannot join a line; null when the rules have to say.
 * Sound: each reason is one that the rules would also give, so nothing possible is lost by asking here first.
 */
export function quickStop(t: Tables, person: number, line: readonly number[], item: number): QuickStop | null {
  const start = t.start[item]!;
  const end = t.end[item]!;
  if (isOnLeave(t.leave[person]!, start, end)) return 'on-leave';
  let before = -1;
  let after = -1;
  for (let at = 0; at < line.length; at++) {
    const other = line[at]!;
    if (t.start[other]! < end && t.end[other]! > start) return 'already-working';
    if (t.shift[other] === 0) continue;
    if (t.start[other]! < start) {
      if (before < 0 || t.end[other]! > t.end[before]!) before = other;
    } else if (after < 0) after = other;
  }
  if (t.resident[person] === 0 || t.shift[item] === 0) return null;
  if (before >= 0 && isShortRest(t, before, item)) return 'RD-REST11';
  if (after < 0 || !isShortRest(t, item, after)) return null;
  // Where the rest was short already, the rules decide whether it has become worse.
  return before >= 0 && isShortRest(t, before, after) ? null : 'RD-REST11';
}

/** Two shifts, the next of which begins a new spell inside the period, with less than 11 hours of rest after travel. */
function isShortRest(t: Tables, shift: number, next: number): boolean {
  const start = t.start[next]!;
  if (start < t.periodStart || start >= t.periodEnd) return false;
  const gap = start - t.end[shift]!;
  return gap > SPELL_GAP_MS && gap - t.travel[t.site[shift]! * t.sites + t.site[next]!]! * 60_000 < t.shortRest;
}
