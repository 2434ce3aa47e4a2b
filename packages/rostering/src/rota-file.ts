import type * as z from 'zod';
import { type RotaFile, rotaFile } from './rota-file-fields.ts';
import { type FileProblem, rotaProblems } from './rota-file-references.ts';

/** Reads a rota file: the file when nothing is wrong with it, else every problem found. Never throws on bad input. */
export function readRotaFile(
  text: string,
): { readonly file: RotaFile } | { readonly problems: readonly FileProblem[] } {
  let json: unknown;
  try {
    json = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    return { problems: [{ path: 'file', message: `is not JSON: ${error instanceof Error ? error.message : error}` }] };
  }
  const result = rotaFile.safeParse(json);
  if (!result.success) return { problems: result.error.issues.flatMap(problemsOf) };
  const problems = rotaProblems(result.data);
  return problems.length > 0 ? { problems } : { file: result.data };
}

/** The text of a rota file, as `readRotaFile` reads it. */
export function writeRotaFile(file: RotaFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

function problemsOf(issue: z.core.$ZodIssue): FileProblem[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), message: issue.message }];
  return issue.keys.map((key) => ({
    path: pathOf([...issue.path, key]),
    message: 'is not a field of version 1; correct its name or remove it',
  }));
}

function pathOf(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? String(part) : `.${String(part)}`;
  }
  return text === '' ? 'file' : text;
}
