import { useMemo } from 'react';
import { counted, timesOf } from '../../layout/words.ts';
import { CellGrid, type GridLine } from './cell-grid.tsx';
import { coverByDay, coverOf, levelOf } from './cover.ts';
import { DayFoot } from './day-foot.tsx';
import { type DutyLine, dutyGroups } from './duty-lines.ts';
import type { Picture } from './picture.ts';

/** Duties down, grouped by site and service, a line for each role and code; days across: how many are there of those needed. */
export function DutiesView({ picture, open }: { readonly picture: Picture; readonly open: (duty: string) => void }) {
  const { days, duties, people } = picture;
  const groups = useMemo(() => dutyGroups(duties), [duties]);
  const cover = useMemo(() => coverByDay(duties), [duties]);
  const names = useMemo(() => new Map(people.map(({ person, name }) => [person, name])), [people]);
  const all = groups.flatMap(({ siteName, service, lines }) =>
    lines.map((line, index) => ({ line, group: index === 0 ? `${siteName} · ${service}` : null })),
  );
  const lines = all.map(({ line, group }): GridLine => {
    const { head, key } = line;
    return {
      key,
      name: `${head.code} ${head.role}, ${head.siteName}`,
      head: (
        <>
          {head.role} {head.code}
          <small>{timesOf(head)}</small>
        </>
      ),
      ...(group !== null && { group }),
      cell: (date) => cellOf(line, date, names),
    };
  });
  if (all.length === 0) return <p>No duties on these days{duties.length === 0 && ' that this filter shows'}.</p>;
  return (
    <CellGrid
      name="Duties by day"
      corner="Duty"
      days={days}
      lines={lines}
      foot={(date) => <DayFoot cover={cover(date)} />}
      open={(row, date) => {
        const duties = all[row]?.line.byDay.get(date) ?? [];
        const first = duties.find(({ count, filled }) => filled.length < count) ?? duties[0];
        if (first) open(first.id);
      }}
    />
  );
}

function cellOf({ byDay }: DutyLine, date: string, names: ReadonlyMap<string, string>) {
  const duties = byDay.get(date) ?? [];
  const cover = coverOf(duties);
  const { need, have, gaps } = cover;
  if (need === 0) return { text: '', words: 'none', kind: 'none' };
  const who = duties.flatMap(({ filled }) => filled.map(({ person }) => names.get(person) ?? person));
  const words = [
    `${have} of ${need}`,
    ...(gaps > 0 ? [counted(gaps, 'gap')] : []),
    ...(who.length > 0 ? [who.join(', ')] : []),
    ...(duties.some(({ changedSincePublication }) => changedSincePublication) ? ['changed since publication'] : []),
  ];
  const changed = duties.some(({ changedSincePublication }) => changedSincePublication) ? '*' : '';
  const text =
    need === 1 && have === 1
      ? `${initials(who[0] ?? '')}${changed}`
      : `${have}/${need}${gaps > 0 ? '!' : ''}${changed}`;
  return { text, words: words.join('; '), kind: `cover-${levelOf(cover)}` };
}

/** 'AE' of 'Ada Example'. */
const initials = (name: string) =>
  name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 3);
