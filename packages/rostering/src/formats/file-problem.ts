/** So many problems of a wrong file are told. */
const SHOWN = 50;

/** A file that cannot be read as what it should be. The message tells file, line, field and what to do, one problem a line. */
export class FileProblemError extends Error {
  override name = 'FileProblemError';
}

/** Collects what is wrong with a file, so that all of it can be told at once. */
export type Problems = {
  /** `line` counts from 1; 0 when no line can be named. */
  readonly report: (line: number, field: string, message: string) => void;
  /** Throws a `FileProblemError` when anything has been reported. */
  readonly throwAny: () => void;
};

export function problemsIn(fileName: string): Problems {
  const told: string[] = [];
  let count = 0;
  return {
    report: (line, field, message) => {
      count++;
      const where = line > 0 ? `${fileName}:${line}` : fileName;
      if (told.length < SHOWN) told.push(`${where}: ${field}: ${message}`);
    },
    throwAny: () => {
      if (count === 0) return;
      const more = count - told.length;
      throw new FileProblemError([...told, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
    },
  };
}

export type Limits = { readonly min?: number; readonly max?: number };

/** Reads a whole number, or reports what else is there and gives null. */
export function wholeNumber(
  text: string,
  { min = 0, max = 1_000_000_000 }: Limits,
  report: (message: string) => void,
): number | null {
  if (!/^[+-]?\d+$/.test(text)) {
    report(text === '' ? 'is missing; write a whole number' : `'${text}' is not a whole number`);
    return null;
  }
  const value = Number(text);
  if (value < min) {
    report(min === 0 ? `${text} is negative; write 0 or more` : `${text} is less than ${min}`);
    return null;
  }
  if (value > max) {
    report(`${text} is more than ${max}`);
    return null;
  }
  return value;
}

/** The lines of a text, with CRLF or LF, without a byte order mark. */
export function linesOf(text: string): string[] {
  return (text.startsWith('\uFEFF') ? text.slice(1) : text).split(/\r\n|\n|\r/);
}

/** The beginning of a text that may be long, for a message. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
