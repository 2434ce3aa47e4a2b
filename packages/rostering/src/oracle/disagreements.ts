import { checkPerson } from '../check.ts';
import { findBreaches } from './oracle.ts';
import { frameOf, type Rota } from './random-rota.ts';
import type { Breach } from './timeline.ts';

const isWorstSmallest = (rule: string): boolean =>
  ['TRAVEL', 'WTR-DAILY', 'WTR-WEEKLY', 'WTR-BREAK', 'RD-REST11', 'RD-BRK'].includes(rule) || rule.endsWith('-REST');

const inMinutes = ['OVERLAP', 'TRAVEL', 'LEAVE', 'WTR-BREAK', 'RD-BRK'];
const inCounts = ['WTR-WEEKLY', 'RD-LONG4', 'RD-LATE4', 'RD-NIGHT4', 'RD-7', 'RD-WE3', 'RD-WE2', 'RD-OC-CONSEC'];
const unitOf = (rule: string): string =>
  inMinutes.includes(rule) ? 'minutes' : inCounts.includes(rule) || rule === 'RD-OC3IN7' ? 'count' : 'hours';

const worstOf = (rule: string, values: readonly number[]): number =>
  isWorstSmallest(rule) ? Math.min(...values) : Math.max(...values);

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
  const disagreements: string[] = [];
  for (const rule of new Set([...breaches.keys(), ...findings.keys()])) {
    const expected: readonly Breach[] = breaches.get(rule) ?? [];
    const found = findings.get(rule) ?? [];
    const say = (text: string) => disagreements.push(`${rule}: ${text}`);
    if (expected.length === 0 || found.length === 0) {
      say(`the oracle finds ${JSON.stringify(expected)}, the rule ${JSON.stringify(found)}`);
      continue;
    }
    const values = expected.flatMap(({ value }) => (value === null ? [] : [value]));
    const expectedWorst = worstOf(rule, values);
    const foundWorst = worstOf(
      rule,
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
      if (unit !== unitOf(rule)) say(`unit ${unit}`);
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
