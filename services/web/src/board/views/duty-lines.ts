import type { PictureDuty } from './picture.ts';

/** Duties of one code, role, service and site, by day. */
export type DutyLine = {
  readonly key: string;
  /** One of them, for what all have in common. */
  readonly head: PictureDuty;
  readonly byDay: ReadonlyMap<string, readonly PictureDuty[]>;
};

/** The lines of one service at one site, in order of role, time of day and code. */
export type DutyGroup = {
  readonly site: string;
  readonly siteName: string;
  readonly service: string;
  readonly lines: readonly DutyLine[];
};

/** Duties down: grouped by site and service, a line for each role and code. */
export function dutyGroups(duties: readonly PictureDuty[]): DutyGroup[] {
  const groups = Map.groupBy(duties, ({ siteName, site, service }) => `${siteName}\t${site}\t${service}`);
  return byKey(groups).map(([key, all]) => {
    const { site, siteName, service } = all[0] as PictureDuty;
    const lines = byKey(Map.groupBy(all, ({ role, code }) => `${role}\t${code}`));
    return {
      site,
      siteName,
      service,
      lines: lines.map(([line, each]) => ({
        key: `${key}\t${line}`,
        head: each[0] as PictureDuty,
        byDay: Map.groupBy(each, ({ date }) => date),
      })),
    };
  });
}

const byKey = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
