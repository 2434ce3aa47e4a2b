import type { JudgedPerson } from '../findings/judge.ts';
import type { RotaFinding } from '../findings/rota-finding.ts';
import { type BoardSources, findingsOn } from './board.ts';

type Kept = { readonly seen: ReadonlySet<string>; readonly findings: readonly RotaFinding[] };
/** By what the rules found: the same array as long as line, employments and travel are the same. */
const kept = new WeakMap<JudgedPerson['findings'], Map<string, Kept>>();
const REMEMBERED = 20;

type Asked = { readonly rota: string; readonly seen: ReadonlySet<string> };

/**
 * The findings of a rota for a reader, as `findingsOn` tells them, in the order of the people. Told anew only of people
 * of whom something changed: an override comes with a person's diary, and so with another line. A new entry in the
 * register makes all be told anew, so that one that is filled later than the lines, after an upgrade, is seen too.
 */
export function personFindings(
  people: readonly JudgedPerson[],
  { rows, today }: Pick<BoardSources, 'rows' | 'today'>,
  { rota, seen }: Asked,
): RotaFinding[] {
  const newest = rows.get<{ row: number | null }>('SELECT max(rowid) AS row FROM override_entries')?.row;
  const key = `${rota} ${today} ${newest}`;
  const missing = people.filter((one) => kept.get(one.findings)?.get(key)?.seen !== seen);
  const told = new Map<string, RotaFinding[]>();
  for (const finding of findingsOn(rota, missing, { rows, today, seen })) {
    const own = told.get(finding.person);
    if (own) own.push(finding);
    else told.set(finding.person, [finding]);
  }
  for (const one of missing) {
    const known = kept.get(one.findings) ?? new Map<string, Kept>();
    kept.set(one.findings, known);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, { seen, findings: told.get(one.person.id) ?? [] });
  }
  return people.flatMap((one) => kept.get(one.findings)?.get(key)?.findings ?? []);
}
