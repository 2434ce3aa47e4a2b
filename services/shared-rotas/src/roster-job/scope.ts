import type { BoardSources } from '../board/board.ts';
import { now } from '../board/moment.ts';
import { dutiesAt } from '../board/state.ts';

/** What a search over some rotas may be narrowed down to: their sites and roles, each with its duties, most first. */
export function scopeOf({ rows, network }: Pick<BoardSources, 'rows' | 'network'>, rotas: readonly string[]) {
  const sites = new Map<string, number>();
  const roles = new Map<string, number>();
  for (const rota of rotas)
    for (const { duty, withdrawn } of dutiesAt(rows, { rota, from: '', to: '~' }, now)) {
      if (withdrawn) continue;
      sites.set(duty.site, (sites.get(duty.site) ?? 0) + 1);
      roles.set(duty.role, (roles.get(duty.role) ?? 0) + 1);
    }
  const most = (counts: Map<string, number>) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return {
    sites: most(sites).map(([site, duties]) => ({
      site,
      name: network.sites.get(site as never)?.name ?? site,
      duties,
    })),
    roles: most(roles).map(([role, duties]) => ({ role, duties })),
  };
}
