import { missingOf, type PictureDuty } from './picture.ts';

/** Places needed, and had: never more than are needed of one duty. */
export type Cover = { readonly need: number; readonly have: number; readonly gaps: number };

/** A day's cover, and that of each of its roles by name. */
export type DayCover = Cover & { readonly roles: readonly (Cover & { readonly role: string })[] };

const noCover: DayCover = { need: 0, have: 0, gaps: 0, roles: [] };

/** How far duties are covered; withdrawn ones need nobody. */
export function coverOf(duties: readonly PictureDuty[]): Cover {
  let need = 0;
  let gaps = 0;
  for (const duty of duties) {
    if (duty.withdrawn) continue;
    need += duty.count;
    gaps += missingOf(duty);
  }
  return { need, have: need - gaps, gaps };
}

/** Cover against demand of each local day, by role: what a column's foot tells. */
export function coverByDay(duties: readonly PictureDuty[]): (date: string) => DayCover {
  const covers = new Map(
    [...Map.groupBy(duties, ({ date }) => date)].map(([date, all]): [string, DayCover] => {
      const roles = [...Map.groupBy(all, ({ role }) => role)].map(([role, each]) => ({ role, ...coverOf(each) }));
      return [date, { ...coverOf(all), roles: roles.sort((a, b) => (a.role < b.role ? -1 : 1)) }];
    }),
  );
  return (date) => covers.get(date) ?? noCover;
}

/** How a place stands by its cover: a word for it, which stands beside the number. */
export type Level = 'none' | 'full' | 'short' | 'thin' | 'empty';

/** Short above half of what is needed, thin below, empty with nobody. */
export function levelOf({ need, have }: Cover): Level {
  if (need === 0) return 'none';
  if (have >= need) return 'full';
  if (have === 0) return 'empty';
  return have * 2 >= need ? 'short' : 'thin';
}

export const levelWords: Readonly<Record<Level, string>> = {
  none: 'nobody needed',
  full: 'full',
  short: 'short',
  thin: 'less than half',
  empty: 'nobody there',
};

/** Cover of each site by day, sites by name: the heat map's rows. */
export function coverBySite(duties: readonly PictureDuty[]) {
  const sites = Map.groupBy(duties, ({ siteName, site }) => `${siteName}\t${site}`);
  return [...sites]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, all]) => {
      const [name = '', site = ''] = key.split('\t');
      return { site, name, on: coverByDay(all), all: coverOf(all) };
    });
}
