import type { Layout } from './layout.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './problem.ts';

/** Where the columns of a layout stand in a header. */
type Matched = {
  /** Key of the layout → index of the column. */
  readonly places: ReadonlyMap<string, number>;
  /** Name given by `others` → index of the column. */
  readonly others: ReadonlyMap<string, number>;
  readonly unused: readonly string[];
  readonly problems: readonly Problem[];
};

const plain = (title: string) =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The letters above a spreadsheet's column: 0 → 'A', 27 → 'AB'. */
const lettersOf = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : lettersOf(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));

/**
 * Finds the columns of a layout in a header. Missing ones, ones that come twice, and misspelt ones are problems that
 * name the nearest match; a column that resembles nothing is left unused.
 */
export function matchColumns(
  { header, headerRow }: { readonly header: readonly string[]; readonly headerRow: number },
  layout: Layout,
  takeOther: (title: string) => string | null,
): Matched {
  const keyOf = new Map<string, string>();
  for (const [key, { title, synonyms }] of Object.entries(layout))
    for (const name of [key, ...synonyms, title]) keyOf.set(plain(name), key);
  const places = new Map<string, number>();
  const others = new Map<string, number>();
  const unknown: { readonly title: string; readonly at: number }[] = [];
  const problems: Problem[] = [];
  const wrong = (title: string, because: string, mend: string) =>
    problems.push({ row: headerRow, column: title, value: title, because, mend });

  header.forEach((title, at) => {
    if (title === '') return;
    const key = keyOf.get(plain(title));
    const other = key === undefined ? takeOther(title) : null;
    const into = key !== undefined ? places : others;
    const name = key ?? other;
    if (name === null) unknown.push({ title, at });
    else if (into.has(name))
      wrong(
        title,
        `Columns ${lettersOf(into.get(name) as number)} ("${header[into.get(name) as number]}") and ${lettersOf(at)} ("${title}") are both the column "${layout[name]?.title ?? name}".`,
        'Leave one of them out, or rename it.',
      );
    else into.set(name, at);
  });

  const missing = Object.entries(layout).filter(([key]) => !places.has(key));
  const unused: string[] = [];
  const misspelt = new Set<string>();
  for (const { title, at } of unknown) {
    const near = nearest(
      title,
      missing.flatMap(([, { title: known, synonyms }]) => [known, ...synonyms]),
    );
    const meant = near === null ? undefined : layout[keyOf.get(plain(near)) as string]?.title;
    if (meant === undefined || misspelt.has(meant)) {
      unused.push(title);
      continue;
    }
    misspelt.add(meant);
    wrong(
      title,
      `Column ${lettersOf(at)} is called "${title}", which is not known.`,
      `Call it "${meant}", if that is meant.`,
    );
  }
  for (const [, { title, needed }] of missing) {
    if (!needed || misspelt.has(title)) continue;
    wrong(
      title,
      `The column "${title}" is missing.`,
      unused.length > 0
        ? `Add it, or rename the column that holds it (not known: ${unused.map((name) => `"${name}"`).join(', ')}).`
        : 'Add it.',
    );
  }
  return { places, others, unused, problems };
}
