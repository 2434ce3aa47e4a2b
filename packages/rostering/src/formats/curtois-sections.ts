import { linesOf, type Problems, shortened } from './file-problem.ts';

const SECTIONS = [
  'SECTION_HORIZON',
  'SECTION_SHIFTS',
  'SECTION_STAFF',
  'SECTION_DAYS_OFF',
  'SECTION_SHIFT_ON_REQUESTS',
  'SECTION_SHIFT_OFF_REQUESTS',
  'SECTION_COVER',
] as const;
type Section = (typeof SECTIONS)[number];
/** A row of a file of the Curtois format, cut at its commas. */
export type Row = { readonly line: number; readonly section: Section; readonly cells: readonly string[] };
export type Sections = { readonly [section in Section]: Row[] };

/** The rows of each section of a file of the Curtois format, without comments. Reports sections that are wrong or missing. */
export function sectionsOf(text: string, { report }: Problems): Sections {
  const found = new Map<Section, Row[]>();
  let section: Section | null = null;
  let isUnknown = false;
  linesOf(text).forEach((raw, index) => {
    const row = raw.trim();
    const line = index + 1;
    if (row === '' || row.startsWith('#')) return;
    if (row.startsWith('SECTION_')) {
      section = SECTIONS.find((each) => each === row) ?? null;
      isUnknown = section === null;
      if (section === null) report(line, row, `is no section of this format; it has ${SECTIONS.join(', ')}`);
      else if (found.has(section)) report(line, row, 'stands in the file a second time; keep one');
      else found.set(section, []);
      return;
    }
    if (section === null) {
      // The rows of an unknown section are passed over: its heading has been reported.
      if (!isUnknown) report(line, 'file', `'${shortened(row)}' stands before the first section`);
      return;
    }
    found.get(section)!.push({ line, section, cells: row.split(',').map((cell) => cell.trim()) });
  });
  for (const each of SECTIONS) {
    if (!found.has(each)) report(0, each, 'is missing; write its heading, also when it has no rows');
  }
  return Object.fromEntries(SECTIONS.map((each) => [each, found.get(each) ?? []])) as unknown as Sections;
}
