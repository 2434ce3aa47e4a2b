import { addDays } from '@weft/rostering';
import { dayOf } from './dates.ts';
import type { Post, RotaPlan, Team } from './rota-plan.ts';

type Days = { readonly from: string; readonly to: string | null };

const templateOf = (
  post: Post,
  {
    id,
    rota,
    count,
    weekdays,
    days,
  }: {
    id: string;
    rota: string;
    count: number;
    weekdays: number[];
    days: Days;
  },
) => ({
  id,
  rota,
  site: post.site,
  service: post.service,
  role: post.role,
  grade: [...post.grades],
  skill: post.skill,
  count,
  kind: post.kind,
  code: post.code,
  startTime: post.start,
  endTime: post.end,
  breakMinutes: post.breakMinutes,
  expectedWorkMinutes: post.expected,
  weekdays,
  publicHolidays: post.publicHolidays,
  from: days.from,
  to: days.to,
  arrangement: post.arrangement,
});

/** Demand as the API takes it, ids not yet branded. */
export type Template = ReturnType<typeof templateOf>;

/** How many people the cycles of the teams give to a code on a weekday (Monday 0). */
function supply(teams: readonly Team[], code: string, weekday: number): number {
  return teams.reduce(
    (sum, { cycle, people }) => sum + (people / cycle.length) * cycle.filter((week) => week[weekday] === code).length,
    0,
  );
}

/** The demand of a rota: on each weekday as many as its teams give in full strength, and the duties of exceptions. */
export function demandOf({ id: rota, posts, teams, exceptions }: RotaPlan, startMonday: string): Template[] {
  const days = { from: startMonday, to: null };
  const regular = posts.flatMap((post) => {
    const byCount = Map.groupBy([0, 1, 2, 3, 4, 5, 6], (weekday) => supply(teams, post.code, weekday));
    byCount.delete(0);
    return [...byCount].map(([count, weekdays]) =>
      templateOf(post, {
        id: `${rota}-${post.code}-${weekdays.map((day) => day + 1).join('')}`.toLowerCase(),
        rota,
        count,
        weekdays: weekdays.map((day) => day + 1),
        days,
      }),
    );
  });
  const once = exceptions.map(({ post, week, weekday, people }) => {
    const from = dayOf(startMonday, week, weekday);
    const id = `${rota}-${post.code}`.toLowerCase();
    return templateOf(post, { id, rota, count: people, weekdays: [weekday + 1], days: { from, to: addDays(from, 1) } });
  });
  return [...regular, ...once];
}
