import type { ShownDays } from './grid-days.ts';
import type { GridCover } from './grid-shape.ts';
import type { Numbering } from './numbering.ts';
import type { DutyState } from './state.ts';

type Around = {
  readonly shown: ShownDays;
  readonly sites: Numbering<string>;
  readonly roles: Numbering<string>;
  /** Only these days, by number; all that are shown when absent. */
  readonly days?: ReadonlySet<number> | undefined;
};

/** Places needed and had by day, site and role, in this order of what comes first; withdrawn duties need nobody. */
export function coverOf(duties: readonly DutyState[], { shown, sites, roles, days }: Around): GridCover {
  const cover = {
    day: [] as number[],
    site: [] as number[],
    role: [] as number[],
    need: [] as number[],
    have: [] as number[],
  };
  const rows = new Map<string, number>();
  for (const { duty, withdrawn, filled } of duties) {
    if (withdrawn) continue;
    const day = shown.numberOf(duty.date);
    if (day < 0 || (days && !days.has(day))) continue;
    const [site, role] = [sites.of(duty.site), roles.of(duty.role)];
    const key = `${day} ${site} ${role}`;
    let row = rows.get(key);
    if (row === undefined) {
      row = cover.day.length;
      rows.set(key, row);
      cover.day.push(day);
      cover.site.push(site);
      cover.role.push(role);
      cover.need.push(0);
      cover.have.push(0);
    }
    cover.need[row] = (cover.need[row] as number) + duty.count;
    cover.have[row] = (cover.have[row] as number) + filled.length;
  }
  return cover;
}
