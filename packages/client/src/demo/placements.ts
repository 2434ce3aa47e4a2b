import { dayOf, HISTORY_WEEKS } from './dates.ts';
import type { Member } from './people.ts';
import type { Exception, Post, Team } from './rota-plan.ts';

/** Somebody on the duty of a code on a day. */
export type Placement = { readonly code: string; readonly date: string; readonly person: string };

/** Whether a post's hours on a day touch a day of leave of the person. */
function isAway({ person }: Member, { start, end }: Post, date: string, next: string): boolean {
  const isOvernight = end <= start && end !== '00:00';
  return person.leave.some(({ from, to }) => (from <= date && date < to) || (isOvernight && from <= next && next < to));
}

/** The weeks of the past as the cycle lays them: less what leave, part-time work and an employer's end take out. */
export function historyOf(
  team: Team,
  members: readonly Member[],
  { posts, startMonday }: { readonly posts: ReadonlyMap<string, Post>; readonly startMonday: string },
): Placement[] {
  const { cycle } = team;
  return members.flatMap((member, index) => {
    if (member.isSpare) return [];
    let days = 0;
    const placed: Placement[] = [];
    for (let week = 0; week < HISTORY_WEEKS; week++) {
      const row = cycle[(index + week) % cycle.length]!;
      for (const [weekday, code] of row.entries()) {
        const post = posts.get(code);
        if (!post) continue;
        const date = dayOf(startMonday, week, weekday);
        if (isAway(member, post, date, dayOf(startMonday, week, weekday + 1))) continue;
        const isNight = post.kind === 'on-call' || post.end <= post.start;
        if (!isNight) days += 1;
        // Who works less than full time leaves out one day in so many; nights are shared by all.
        if (!isNight && member.wte < 1 && days % (member.wte < 0.8 ? 2 : 4) === 0) continue;
        placed.push({ code, date, person: member.person.id });
      }
    }
    return placed;
  });
}

/** Who does a duty by an override, and on which day: those in the week of their cycle that it names, if they are there. */
export function exceptionOf(
  exception: Exception,
  team: Team,
  { members, startMonday, placed }: { members: readonly Member[]; startMonday: string; placed: readonly Placement[] },
): Placement[] {
  const { post, week, weekday, cycleWeek, people } = exception;
  const date = dayOf(startMonday, week, weekday);
  const before = dayOf(startMonday, week, cycleWeek === 3 ? 3 : weekday - 1);
  return members
    .filter(({ isSpare }, index) => !isSpare && (index + week) % team.cycle.length === cycleWeek)
    .filter((member) => !isAway(member, post, date, dayOf(startMonday, week, weekday + 1)))
    .filter(({ person }) => placed.some((one) => one.person === person.id && one.date === before))
    .slice(0, people)
    .map(({ person }) => ({ code: post.code, date, person: person.id }));
}
