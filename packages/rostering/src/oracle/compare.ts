import { checkPerson } from '../check.ts';
import type { Unit } from '../model.ts';
import { findBreaches } from './oracle.ts';
import { frameOf, type Rota } from './random-rota.ts';
import type { Breach } from './timeline.ts';

type Way = { readonly worst: 'largest' | 'smallest'; readonly unit: Unit };

const most = (unit: Unit): Way => ({ worst: 'largest', unit });
const least = (unit: Unit): Way => ({ worst: 'smallest', unit });

/** The rules that the oracle knows, and how the values of each are read. */
const ways = new Map<string, Way>([
  ['OVERLAP', most('minutes')],
  ['TRAVEL', least('minutes')],
  ['LEAVE', most('minutes')],
  ['WTR-48', most('hours')],
  ['WTR-DAILY', least('hours')],
  ['WTR-WEEKLY', least('count')],
  ['WTR-BREAK', least('minutes')],
  ['RD-AVG48', most('hours')],
  ['RD-72', most('hours')],
  ['RD-13', most('hours')],
  ['RD-LONG4', most('count')],
  ['RD-LONG4-REST', least('hours')],
  ['RD-LATE4', most('count')],
  ['RD-LATE4-REST', least('hours')],
  ['RD-NIGHT4', most('count')],
  ['RD-NIGHT-REST', least('hours')],
  ['RD-7', most('count')],
  ['RD-7-REST', least('hours')],
  ['RD-WE3', most('count')],
  ['RD-WE2', most('count')],
  ['RD-REST11', least('hours')],
  ['RD-BRK', least('minutes')],
  ['RD-OC24', most('hours')],
  ['RD-OC-CONSEC', most('count')],
  ['RD-OC3IN7', most('count')],
  ['RD-OC-NEXT10', most('hours')],
]);

const worstOf = ({ worst }: Way, values: readonly number[]): number =>
  worst === 'smallest' ? Math.min(...values) : Math.max(...values);

/** Rules whose breaches each have a place of their own; of the others only the worst window must be right. */
const isCounted = (rule: string): boolean => !['WTR-48', 'RD-72', 'RD-OC-CONSEC', 'RD-OC3IN7'].includes(rule);

const inOrder = (values: readonly number[]): string =>
  values
    .map((value) => value.toFixed(6))
    .sort()
    .join();

const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;

type Comparison = { readonly breached: ReadonlySet<string>; readonly disagreements: readonly string[] };

/** Compares the rule code with the oracle on one rota: which rules the oracle finds breached, and where they differ. */
export const compare = (rota: Rota): Comparison => {
  const frame = frameOf(rota);
  const breaches = Map.groupBy(findBreaches(frame, rota.person, rota.duties), ({ rule }) => rule);
  const findings = Map.groupBy(checkPerson(frame, rota.person, rota.duties), ({ rule }) => rule);
  const disagreements = [...breaches.keys()].filter((rule) => !ways.has(rule)).map((rule) => `${rule}: read in no way`);
  for (const [rule, way] of ways) {
    const expected: readonly Breach[] = breaches.get(rule) ?? [];
    const found = findings.get(rule) ?? [];
    const say = (text: string) => disagreements.push(`${rule}: ${text}`);
    if (expected.length === 0 && found.length === 0) continue;
    if (expected.length === 0 || found.length === 0) {
      say(`the oracle finds ${JSON.stringify(expected)}, the rule ${JSON.stringify(found)}`);
      continue;
    }
    const values = expected.flatMap(({ value }) => (value === null ? [] : [value]));
    const expectedWorst = worstOf(way, values);
    const foundWorst = worstOf(
      way,
      found.map(({ value }) => value),
    );
    if (values.length > 0 && !isSame(expectedWorst, foundWorst)) {
      say(`the oracle's worst is ${expectedWorst}, the rule's ${foundWorst}`);
    }
    if (isCounted(rule) && inOrder(values) !== inOrder(found.map(({ value }) => value))) {
      say(`the oracle finds ${values.join()}, the rule ${found.map(({ value }) => value).join()}`);
    }
    for (const { severity, unit, value, limit } of found) {
      if (severity !== (rule === 'RD-WE3' ? 'soft' : 'hard')) say(`severity ${severity}`);
      if (unit !== way.unit) say(`unit ${unit}`);
      const isKnown = expected.some(
        (breach) =>
          (breach.value === null || isSame(breach.value, value)) &&
          (breach.limit === null || isSame(breach.limit, limit)),
      );
      if (!isKnown) say(`the oracle knows no breach of ${value} against ${limit}: ${JSON.stringify(expected)}`);
    }
  }
  return { breached: new Set(breaches.keys()), disagreements };
};
