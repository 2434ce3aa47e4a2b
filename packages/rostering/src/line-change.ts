import { byStart, type Line, lineOf, onCallOf, type Stretch, workEndOf, workOf } from './line.ts';
import type { Duty } from './model.ts';
import { spellsWith, spellsWithout } from './spell.ts';

/** The line with one more duty. What the duty does not touch is shared with the line before, so that it takes little time. */
export function lineWith(line: Line, duty: Duty): Line {
  const { frame, near } = line;
  const duties = line.duties.slice();
  duties.splice(placeOf(duties, duty), 0, duty);
  if (duty.start < near.from || duty.end > near.to) return lineOf(frame, line.person, duties, 'near');
  const work = workWith(line.work, duty);
  if (duty.kind === 'shift') {
    return { ...line, duties, work, spells: spellsWith(frame, line.spells, duty, byStart) };
  }
  const onCalls = [...line.onCalls, onCallOf(frame, duty)].sort((a, b) => byStart(a.duty, b.duty));
  return { ...line, duties, work, onCalls };
}

/** The line without one of its duties, the same object, in the manner of `lineWith`. */
export function lineWithout(line: Line, duty: Duty): Line {
  const { frame, near } = line;
  const duties = line.duties.filter((each) => each !== duty);
  if (duty.start < near.from || duty.end > near.to) return lineOf(frame, line.person, duties, 'near');
  const work = workWithout(line.work, duty, duties);
  if (duty.kind === 'shift') return { ...line, duties, work, spells: spellsWithout(frame, line.spells, duty) };
  return { ...line, duties, work, onCalls: line.onCalls.filter((each) => each.duty !== duty) };
}

function placeOf(duties: readonly Duty[], duty: Duty): number {
  let low = 0;
  let high = duties.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byStart(duties[middle]!, duty) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function workWith(work: readonly Stretch[], duty: Duty): readonly Stretch[] {
  let { start: from } = duty;
  let to = workEndOf(duty);
  if (to <= from) return work;
  let first = 0;
  while (first < work.length && work[first]!.to < from) first++;
  let next = first;
  while (next < work.length && work[next]!.from <= to) next++;
  if (next > first) {
    from = Math.min(from, work[first]!.from);
    to = Math.max(to, work[next - 1]!.to);
  }
  const joined = work.slice();
  joined.splice(first, next - first, { from, to });
  return joined;
}

/** The work that is left when a duty goes; `duties` are the others. */
function workWithout(work: readonly Stretch[], duty: Duty, duties: readonly Duty[]): readonly Stretch[] {
  if (workEndOf(duty) <= duty.start) return work;
  const at = work.findIndex(({ from, to }) => from <= duty.start && duty.start <= to);
  const { from, to } = work[at]!;
  const left = work.slice();
  left.splice(at, 1, ...workOf(duties.filter(({ start }) => start >= from && start <= to)));
  return left;
}
