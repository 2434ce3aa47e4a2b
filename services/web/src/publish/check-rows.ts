const SECTIONS = [
  { section: 'rules', title: 'Rules' },
  { section: 'leave', title: 'Leave' },
  { section: 'gaps', title: 'Gaps' },
  { section: 'skill-mix', title: 'Skill mix' },
  { section: 'overrides', title: 'Overrides that end' },
  { section: 'fairness', title: 'Fairness' },
] as const;
export type Section = (typeof SECTIONS)[number]['section'];

type Row = { readonly section: Section; readonly severity: 'error' | 'warning' };

/** How many errors and warnings each part of the check has; parts without any are told too. */
export const sectionsOf = (rows: readonly Row[]) =>
  SECTIONS.map(({ section, title }) => {
    const own = rows.filter((row) => row.section === section);
    return { section, title, errors: own.filter(({ severity }) => severity === 'error').length, all: own.length };
  });

/** Where a row of the check leads: a gap to who could fill it, all else to the cell on the board. */
export function placeOf(
  rota: string,
  row: {
    readonly section: Section;
    readonly person: string | null;
    readonly date: string | null;
    readonly duty: string | null;
  },
): string {
  if (row.section === 'gaps' && row.duty) return `/rotas/${rota}/gaps?${new URLSearchParams({ duty: row.duty })}`;
  if (row.section === 'overrides') return `/rotas/${rota}/overrides`;
  if (row.section === 'fairness') return `/rotas/${rota}/analyser`;
  const { person, date } = row;
  if (!date) return `/rotas/${rota}`;
  const search = new URLSearchParams({ view: person ? 'people' : 'duties', from: date, weeks: '2' });
  if (person) search.set('cell', `${person},${date}`);
  return `/rotas/${rota}?${search}`;
}
