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
  for (const found of findings) {
    const { rule, person, duties, source, verify, ...finding } = found;
    const days = datesOf(found, lines.get(person))
      .map(shown.numberOf)
      .filter((day) => day >= 0);
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

const dates = new WeakMap<RotaFinding, readonly string[]>();

/** The local days on which the duties of a finding start, in order; read once. */
function datesOf(finding: RotaFinding, one: JudgedPerson | undefined): readonly string[] {
  const before = dates.get(finding);
  if (before) return before;
  const duties = new Set(finding.duties);
  const starts = (one?.duties ?? []).filter(({ id }) => duties.has(id)).map(({ start }) => localDateOf(ZONE, start));
  const found = [...new Set(starts)].sort();
  dates.set(finding, found);
  return found;
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
