import { CredentialKind, LeaveId, LeaveKind, OrganisationCode, PersonId, SiteCode } from '@weft/contracts';
import {
  codeCell,
  column,
  dateCell,
  emptyOr,
  idCell,
  type Layout,
  listCell,
  numberCell,
  oneOfCell,
  type Problem,
  readTable,
  type TableRow,
  textCell,
  type UploadedFile,
  yesNoCell,
} from '@weft/service-kit';
import { BODIES, refuseShape, tidyNumber } from '../professional-number/shape.ts';
import type { ImportKind, RowFacts } from './row.ts';

const who = {
  person: column('person', emptyOr(idCell(PersonId)), {
    needed: false,
    synonyms: ['person id', 'weft id'],
    mend: 'Write the id that an export of people shows, or leave it empty and give the professional number.',
  }),
  body: column('body', emptyOr(oneOfCell(BODIES)), { needed: false, synonyms: ['register', 'professional body'] }),
  number: column('number', emptyOr(textCell(20)), {
    needed: false,
    synonyms: ['professional number', 'registration number', 'GMC number', 'GMC', 'GMC no', 'PIN'],
  }),
};
const name = { synonyms: ['full name', 'person name', 'employee name'] } as const;
const ODS = 'Write the ODS code, such as RA4.';
const first = { synonyms: ['from', 'start', 'start date', 'valid from'] } as const;
const last = { synonyms: ['to', 'until', 'end', 'end date', 'valid to', 'expiry', 'expiry date', 'expires'] } as const;

/** The columns of each kind of file; docs/imports.md describes them. */
export const layouts = {
  people: {
    ...who,
    name: column('name', textCell(200), name),
    optOut: column('48 hour opt-out', emptyOr(yesNoCell), {
      needed: false,
      synonyms: ['opt out', 'opt-out 48', 'optOut48'],
    }),
  },
  employments: {
    ...who,
    name: column('name', emptyOr(textCell(200)), { needed: false, ...name }),
    employer: column('employer', codeCell(OrganisationCode), {
      synonyms: ['employer code', 'organisation', 'ODS code'],
      mend: ODS,
    }),
    assignment: column('assignment', textCell(40), { synonyms: ['assignment number', 'assignment no', 'post number'] }),
    pack: column('contract', oneOfCell(['EN-RD-2016', 'WTR']), { synonyms: ['pack', 'rule pack'] }),
    wte: column('wte', numberCell(0.01, 1.5, 'any'), { synonyms: ['whole time equivalent', 'fte'] }),
    grade: column('grade', textCell(60)),
    staffGroup: column('staff group', textCell(60)),
    skills: column('skills', listCell, { needed: false }),
    homeSite: column('home site', emptyOr(codeCell(SiteCode)), {
      needed: false,
      synonyms: ['site', 'base'],
      mend: 'Write the ODS code of the site, such as RA430.',
    }),
    annualLeaveDays: column('annual leave days', emptyOr(numberCell(0, 60, 'whole')), {
      needed: false,
      synonyms: ['leave days', 'annual leave'],
    }),
    first: column('first day', dateCell, first),
    last: column('last day', emptyOr(dateCell), { needed: false, ...last }),
  },
  credentials: {
    ...who,
    id: column('credential', emptyOr(textCell(100)), { needed: false, synonyms: ['credential id'] }),
    kind: column('kind', oneOfCell(CredentialKind.options), { synonyms: ['type'] }),
    host: column('host', emptyOr(codeCell(OrganisationCode)), {
      needed: false,
      synonyms: ['organisation', 'host code'],
      mend: ODS,
    }),
    detail: column('detail', emptyOr(textCell(200)), { needed: false, synonyms: ['details', 'level'] }),
    first: column('first day', dateCell, first),
    last: column('last day', emptyOr(dateCell), { needed: false, ...last }),
  },
  leave: {
    ...who,
    id: column('leave', emptyOr(idCell(LeaveId)), { needed: false, synonyms: ['leave id'] }),
    kind: column('kind', oneOfCell(LeaveKind.options), { synonyms: ['type', 'leave type'] }),
    first: column('first day', dateCell, first),
    last: column('last day', dateCell, last),
  },
} as const satisfies Record<ImportKind, Layout>;

/** The titles of a kind's columns, in the order in which they are written. */
export const titlesOf = (kind: ImportKind): readonly string[] => Object.values(layouts[kind]).map(({ title }) => title);

/** The day after a day, or before it. */
export const dayBeside = (day: string, step: 1 | -1): string =>
  new Date(Date.parse(day) + step * 86_400_000).toISOString().slice(0, 10);

const endOf = (last: string | null) => (last === null ? null : dayBeside(last, 1));

type Wrong = Omit<Problem, 'row'>;
type Who = Pick<RowFacts, 'person' | 'number'>;

/** Whom a row is about, or what is wrong with that. A number without a body is one of the GMC. */
function whoOf({
  person,
  body,
  number,
}: {
  person: PersonId | null;
  body: string | null;
  number: string | null;
}): Who | Wrong {
  if (number === null) {
    if (person !== null) return { person, number: null };
    return {
      column: 'number',
      value: '',
      because: 'The row does not say whom it is about.',
      mend: 'Give the professional number, or the person.',
    };
  }
  const tidy = tidyNumber({ body: body ?? 'GMC', number });
  const refusal = refuseShape(tidy);
  if (!refusal) return { person, number: tidy };
  return {
    column: 'number',
    value: number,
    because: refusal.because,
    mend: 'Check the number, and the body whose it is.',
  };
}

function endsFirst(first: string, last: string | null): Wrong | null {
  if (last === null || last >= first) return null;
  return {
    column: 'last day',
    value: last,
    because: `It ends before it starts: the first day is ${first}.`,
    mend: 'Write a last day that is not before the first day.',
  };
}

const readers = {
  people: ({ values }: TableRow<typeof layouts.people>, who: Who): RowFacts => ({
    kind: 'people',
    ...who,
    name: values.name,
    optOut48: values.optOut,
  }),
  employments: ({ values }: TableRow<typeof layouts.employments>, who: Who): RowFacts => ({
    kind: 'employments',
    ...who,
    name: values.name,
    employment: {
      employer: values.employer,
      assignment: values.assignment,
      pack: values.pack,
      wte: values.wte,
      grade: values.grade,
      staffGroup: values.staffGroup,
      skills: [...values.skills],
      homeSite: values.homeSite,
      annualLeaveDays: values.annualLeaveDays ?? 27,
      from: values.first,
      to: endOf(values.last),
    },
  }),
  credentials: ({ values }: TableRow<typeof layouts.credentials>, who: Who): RowFacts => ({
    kind: 'credentials',
    ...who,
    credential: {
      id: values.id,
      kind: values.kind,
      host: values.host,
      detail: values.detail ?? '',
      from: values.first,
      to: endOf(values.last),
    },
  }),
  leave: ({ values }: TableRow<typeof layouts.leave>, who: Who): RowFacts => ({
    kind: 'leave',
    ...who,
    leave: { id: values.id, kind: values.kind, from: values.first, to: dayBeside(values.last, 1) },
  }),
};

/** A file as rows that say something, and what is wrong with the others. */
type ReadRows = {
  readonly rows: readonly { readonly row: number; readonly facts: RowFacts }[];
  readonly problems: readonly Problem[];
  readonly count: number;
  readonly unused: readonly string[];
  readonly encoding: string;
};

/** Reads a file of one kind. The file itself, or its header, may be unreadable: then no row was looked at. */
export function readRows(
  file: UploadedFile,
  kind: ImportKind,
): Promise<ReadRows | { readonly unreadable: readonly Problem[] }> {
  switch (kind) {
    case 'people':
      return readWith(file, layouts.people, readers.people);
    case 'employments':
      return readWith(file, layouts.employments, readers.employments);
    case 'credentials':
      return readWith(file, layouts.credentials, readers.credentials);
    case 'leave':
      return readWith(file, layouts.leave, readers.leave);
    default:
      return kind satisfies never;
  }
}

async function readWith<L extends Layout & typeof who>(
  file: UploadedFile,
  layout: L,
  read: (row: TableRow<L>, who: Who) => RowFacts,
): Promise<ReadRows | { readonly unreadable: readonly Problem[] }> {
  const table = await readTable(file, layout);
  if ('unreadable' in table) return table;
  const rows: { row: number; facts: RowFacts }[] = [];
  const problems: Problem[] = [...table.problems];
  for (const one of table.rows) {
    const values = one.values as {
      person: PersonId | null;
      body: string | null;
      number: string | null;
      first?: string;
      last?: string | null;
    };
    const who = whoOf(values);
    const wrong = 'because' in who ? who : endsFirst(values.first ?? '', values.last ?? null);
    if (wrong) problems.push({ row: one.row, ...wrong });
    else rows.push({ row: one.row, facts: read(one, who as Who) });
  }
  return { rows, problems, count: table.count, unused: table.unused, encoding: table.encoding };
}
