import { isLocalDate } from '@weft/rostering';
import { CliError, EXIT } from './exit-codes.ts';

/** Reads an option that is a whole number in a range. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new CliError(`"${text}" is not a whole number from ${least} to ${most}.`, EXIT.badInput);
    return value;
  };

/** Reads an option that is a local day. */
export function localDay(text: string): string {
  if (!isLocalDate(text))
    throw new CliError(`"${text}" is not a day that exists. Write it as 2027-01-04.`, EXIT.badInput);
  return text;
}

/** Reads an option that lists whole numbers: '3,7'. */
export function rowNumbers(text: string): number[] {
  const parts = text.split(',').map((part) => part.trim());
  const wrong = parts.find((part) => !/^\d+$/.test(part));
  if (wrong !== undefined) throw new CliError(`"${wrong}" is not a row number. Write rows as 3,7.`, EXIT.badInput);
  return parts.map(Number);
}
