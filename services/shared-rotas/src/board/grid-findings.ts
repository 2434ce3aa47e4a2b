import { furtherRules, localDateOf, rules } from '@weft/rostering';
import type { JudgedPerson } from '../findings/judge.ts';
import type { RotaFinding } from '../findings/rota-finding.ts';
import { ZONE } from '../zone.ts';
import type { ShownDays } from './grid-days.ts';
import type { Grid, GridFinding, GridPerson, GridRule } from './grid-shape.ts';
import type { Numbering } from './numbering.ts';

type Around = {
  readonly shown: ShownDays;
  readonly judged: readonly JudgedPerson[];
  readonly people: Numbering<string>;
  readonly numberOf: (duty: string) => number | undefined;
};

/** Findings that touch a shown day, each with its cells; the others are counted. */
export function gridFindings(
  findings: readonly RotaFinding[],
  { shown, judged, people, numberOf }: Around,
): Pick<Grid, 'findings' | 'outside' | 'rules'> {
  const inColumns: GridFinding[] = [];
  const outside = { hard: 0, soft: 0 };
  const rows = new Map<string, { readonly number: number; readonly rule: GridRule }>();
  const lines = new Map(judged.map((one) => [one.known.person, one]));
  const daysOf = dayReader(lines, shown);
  for (const { rule, person, duties, source, verify, ...finding } of findings) {
    const days = [...new Set(duties.map((duty) => daysOf(person, duty)).filter((day) => day >= 0))].sort(
      (a, b) => a - b,
    );
    if (days.length === 0) {
      if (!finding.overridden) outside[finding.severity]++;
      continue;
    }
    const row = rows.get(rule) ?? { number: rows.size, rule: { rule, source, verify, plainWords: wordsOf(rule) } };
    rows.set(rule, row);
    inColumns.push({
      ...finding,
      rule: row.number,
      person: people.of(person),
      duties: duties.flatMap((duty) => numberOf(duty) ?? []),
      days,
    });
  }
  return { findings: inColumns, outside, rules: [...rows.values()].map(({ rule }) => rule) };
}

const wordsOf = (rule: string) => (rules.get(rule) ?? furtherRules.get(rule))?.plainWords ?? '';

/** The number of the day on which a duty of a person starts, of whatever rota; each line is read once. */
function dayReader(lines: ReadonlyMap<string, JudgedPerson>, shown: ShownDays) {
  const days = new Map<string, ReadonlyMap<string, number>>();
  function read(person: string) {
    const one = lines.get(person);
    const map = new Map(
      one?.duties.map(({ id, start }) => [
        id,
        start < shown.start || start >= shown.end ? -1 : shown.numberOf(localDateOf(ZONE, start)),
      ]),
    );
    days.set(person, map);
    return map;
  }
  return (person: string, duty: string) => (days.get(person) ?? read(person)).get(duty) ?? -1;
}

/** The worst of each person's findings. */
export function worstBy(findings: readonly RotaFinding[]): (person: string) => GridPerson['worst'] {
  const order = ['overridden', 'soft', 'hard'] as const;
  const worst = new Map<string, number>();
  for (const { person, severity, overridden } of findings) {
    const rank = overridden ? 0 : order.indexOf(severity);
    if (rank > (worst.get(person) ?? -1)) worst.set(person, rank);
  }
  return (person) => order[worst.get(person) ?? -1] ?? null;
}
