import type { api } from '../../api.ts';
import { londonInstant } from '../../layout/london.ts';
import type { Picture, PictureDuty } from './picture.ts';

/** A board in columns, as the platform answers it. */
type Grid = Awaited<ReturnType<typeof api.sharedRotas.rotas.grid.query>>;

const CHANGED = 1;
const WITHDRAWN = 2;
const PINNED = 1;

/** Unfolds a board in columns into what the views draw. */
export function pictureOfGrid(grid: Grid): Picture {
  const { days, sites, roles, codes, people, rules } = grid;
  const dateOf = (day: number) => days[day]?.date ?? '';
  const filled = grid.duties.id.map((): PictureDuty['filled'][number][] => []);
  grid.places.duty.forEach((duty, place) => {
    const who = people[grid.places.person[place] ?? -1];
    if (who)
      filled[duty]?.push({
        person: who.person,
        employers: who.employers.map(({ code }) => code),
        pinned: ((grid.places.flags[place] ?? 0) & PINNED) > 0,
      });
  });
  const starts = new Map<string, string>();
  const instant = (date: string, time: string) => {
    const key = `${date} ${time}`;
    const known = starts.get(key) ?? londonInstant(date, time);
    starts.set(key, known);
    return known;
  };
  const duties = grid.duties.id.flatMap((id, duty): PictureDuty[] => {
    const kind = codes[grid.duties.kind[duty] ?? -1];
    if (!kind) return [];
    const date = dateOf(grid.duties.day[duty] ?? -1);
    const start = instant(date, kind.start);
    const flags = grid.duties.flags[duty] ?? 0;
    return [
      {
        id,
        code: kind.code,
        service: kind.service,
        role: roles[kind.role] ?? '',
        grades: kind.grades,
        skill: kind.skill,
        site: sites[kind.site]?.code ?? '',
        siteName: sites[kind.site]?.name ?? '',
        start,
        end: new Date(Date.parse(start) + kind.minutes * 60_000).toISOString(),
        date,
        count: grid.duties.count[duty] ?? 0,
        filled: filled[duty] ?? [],
        withdrawn: (flags & WITHDRAWN) > 0,
        changedSincePublication: (flags & CHANGED) > 0,
      },
    ];
  });
  return {
    days,
    duties,
    people: people.map(({ home, leave, elsewhere, ...person }) => ({
      ...person,
      homeSite: home === null ? null : (sites[home]?.code ?? null),
      leave: leave.map(({ kind, day, until }) => ({
        kind,
        days: days.slice(day, until).map(({ date }) => date),
      })),
      elsewhere: elsewhere.map(({ day, start, end, place }) => ({
        date: dateOf(day),
        start,
        end,
        place: place && { duty: place.duty, rota: place.rota, siteName: sites[place.site]?.name ?? '' },
      })),
    })),
    findings: grid.findings.map((finding) => ({
      rule: rules[finding.rule]?.rule ?? '',
      person: people[finding.person]?.person ?? '',
      severity: finding.severity,
      from: finding.from,
      mend: finding.mend,
      source: rules[finding.rule]?.source ?? '',
      verify: rules[finding.rule]?.verify ?? false,
      duties: finding.duties.map((duty) => grid.duties.id[duty] ?? ''),
      days: finding.days.map(dateOf),
      sentence: finding.sentence,
      overridden: finding.overridden,
    })),
  };
}
