import { OFF } from '../instance.ts';
import { compileLine } from '../line-model.ts';
import type { LineRule } from '../line-rule.ts';
import { lineCost } from '../score.ts';

/** Codes of the lines in tests: 'E' is 0, 'D' is 1, 'N' is 2. */
export const CODES = 'EDN';

/** What rules make of a line written as one letter a day, '-' for a day off; day 0 is a Monday unless told. */
export function costOfLine(
  rules: readonly LineRule[],
  text: string,
  { workedBefore = false, firstKind = 0 }: { readonly workedBefore?: boolean; readonly firstKind?: number } = {},
): number {
  const line = Int16Array.from(text, (letter) => (letter === '-' ? OFF : CODES.indexOf(letter)));
  const kindOf = Uint8Array.from(line, (_, day) => (firstKind + day) % 7);
  const model = compileLine(rules, { codes: CODES.length, kindOf, workedBefore });
  const cellCost = new Float64Array(line.length * CODES.length);
  return lineCost({ id: 'p', model, cellCost, offCost: new Float64Array(line.length) }, line);
}
