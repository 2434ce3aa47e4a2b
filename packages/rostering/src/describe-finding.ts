import { furtherRules, rules } from './check.ts';
import type { Finding } from './model.ts';
import { minuteWords, momentWords } from './words.ts';

/** A finding as one sentence: rule, source, number, limit and the window in the local time of the zone. */
export function describeFinding(finding: Finding, zone: string): string {
  const rule = rules.get(finding.rule) ?? furtherRules.get(finding.rule);
  if (rule === undefined) throw new Error(`Rule '${finding.rule}' is not known; judge the rota again.`);
  const { value, limit, from, to } = finding;
  const isTooMuch = value > limit;
  const number = amountWords(finding, value, isTooMuch ? Math.ceil : Math.floor);
  const allowed = `${isTooMuch ? 'at most' : 'at least'} ${amountWords(finding, limit, Math.round)}`;
  const verdict = isTooMuch ? 'allowed' : 'needed';
  const window = `from ${momentWords(zone, from)} to ${momentWords(zone, to)}`;
  const check = rule.verify ? '; check against your contract' : '';
  return `${rule.id}: ${number} ${rule.measure} ${window}, ${allowed} ${verdict} (${rule.source}${check}).`;
}

/** The value with its unit, to the whole minute; a hair's breadth of rounding in the value does not show. */
function amountWords({ unit }: Finding, value: number, toWhole: (minutes: number) => number): string {
  if (unit === 'count') return String(value);
  const minutes = unit === 'hours' ? value * 60 : value;
  return minuteWords(toWhole(Math.round(minutes * 1000) / 1000));
}
