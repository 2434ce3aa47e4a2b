import type { PersonId } from '@weft/contracts';
import type { Metadata, Rejection, Rows } from '@weft/eventing';
import type { Problem } from '@weft/service-kit';
import { employmentId } from '../employment/decider.ts';
import { knownPlaces, type UnknownCode } from '../employment/known-places.ts';
import { nameKey } from '../people/name-key.ts';
import type { Reach } from '../reach/reach.ts';
import { standingOf } from '../reach/standing.ts';
import { holderOf } from '../record.ts';
import { same } from '../same.ts';
import { rehearsalOf, type Streams } from '../streams.ts';
import { applyRow, pictureOf, whoIs } from './apply-row.ts';
import { dayBeside } from './layouts.ts';
import type { RowFacts } from './row.ts';

/** What a row would do. */
export type JudgedRow = {
  readonly row: number;
  readonly change: 'new' | 'changed' | 'same';
  /** In words, with what was and what would be. */
  readonly what: string;
  readonly facts: RowFacts;
};

type Wrong = Omit<Problem, 'row'>;
type Around = {
  readonly rows: Rows;
  readonly reach: Reach;
  readonly streams: Streams;
  readonly places: ReturnType<typeof knownPlaces>;
};

const MENDS: Readonly<Record<string, { readonly column: string | null; readonly mend: string }>> = {
  'number-taken': { column: 'number', mend: 'Check the number and the person, and leave out the one that is wrong.' },
  'person-exists': { column: 'person', mend: 'Leave the person empty, or choose another id.' },
  'person-unknown': { column: 'number', mend: 'Import the people first, or check the number.' },
  'has-number': { column: 'number', mend: 'Write the number that is known, or leave it empty.' },
  merged: { column: 'person', mend: 'Name the person into whom this record is merged.' },
  'assignment-taken': { column: 'assignment', mend: 'Check the assignment number, and whose it is.' },
  'assignment-reused': { column: 'assignment', mend: 'Give the new post its own assignment number.' },
  'leave-overlaps': { column: 'first day', mend: 'Choose other days, or withdraw the other leave first.' },
};

const numberOf = ({ number }: RowFacts) => (number ? `${number.body} ${number.number}` : '');

function fromRefusal(facts: RowFacts, { rejected, because }: Rejection): Wrong {
  const { column, mend } = MENDS[rejected] ?? { column: null, mend: 'Mend the row, and send the file again.' };
  const value = column === 'number' ? numberOf(facts) : column === 'person' ? (facts.person ?? '') : '';
  return { column, value, because, mend };
}

const unknownCode = (column: string, unknown: UnknownCode | null): Wrong | null =>
  unknown && { column, value: unknown.code, because: unknown.because, mend: unknown.mend };

/** Whether the row's number is the person's own: whoever knows it may employ them. */
const isNamed = async (streams: Streams, person: PersonId, { number }: RowFacts) =>
  number !== null && (await holderOf(streams, number)) === person;

/** What of a row is not the caller's organisation's to say. */
async function refuseRight({ rows, reach, streams }: Around, facts: RowFacts): Promise<Wrong | null> {
  if (reach.isOperator) return null;
  const who = await whoIs(streams, facts);
  const person = typeof who === 'string' ? who : null;
  const standing = person === null ? null : standingOf(rows, reach, person);
  const column = facts.number ? 'number' : 'person';
  const unseen: Wrong = {
    column,
    value: facts.number ? numberOf(facts) : (facts.person ?? ''),
    because: `Nobody with this ${column} is employed by ${reach.organisation}.`,
    mend: 'Check it, import their employment first, or leave the row out.',
  };
  switch (facts.kind) {
    case 'people':
      if (person === null || standing === 'own') return null;
      return {
        ...unseen,
        because: `This person is known, and not employed by ${reach.organisation}.`,
        mend: 'Leave the row out. To employ them, import the employment by their number.',
      };
    case 'employments': {
      const { employer } = facts.employment;
      if (!reach.own.has(employer))
        return {
          column: 'employer',
          value: employer,
          because: `${employer} is not your organisation; you act for ${reach.organisation}.`,
          mend: 'Leave the row out, or ask that employer to import it.',
        };
      return person === null || standing !== null || (await isNamed(streams, person, facts)) ? null : unseen;
    }
    case 'credentials': {
      const { host } = facts.credential;
      const isAtHome = host !== null && reach.own.has(host);
      if (!(standing === 'own' || (isAtHome && standing === 'shared'))) return unseen;
      if (host === null || reach.hosts.has(host)) return null;
      return {
        column: 'host',
        value: host,
        because: `${host} is no host in an arrangement with ${reach.organisation}.`,
        mend: 'Leave the row out, or agree the arrangement first.',
      };
    }
    case 'leave':
      return standing === 'own' ? null : unseen;
    default:
      return facts satisfies never;
  }
}

/** What of a row's codes network does not know. */
function refuseCodes({ places }: Around, facts: RowFacts): Wrong | null {
  if (facts.kind === 'credentials' && facts.credential.host !== null)
    return unknownCode('host', places.refuseOrganisation(facts.credential.host));
  if (facts.kind !== 'employments') return null;
  const { employer, homeSite } = facts.employment;
  return (
    unknownCode('employer', places.refuseOrganisation(employer)) ??
    (homeSite === null ? null : unknownCode('home site', places.refuseSite(homeSite)))
  );
}

/** What a row is about, so that two rows about one thing are seen, however each names its person. */
function keyOf(facts: RowFacts, person: PersonId | null): string {
  switch (facts.kind) {
    case 'people':
      return `${person}`;
    case 'employments':
      return employmentId(facts.employment);
    case 'credentials': {
      const { id, kind, host, detail, from } = facts.credential;
      return JSON.stringify([person, id ?? [kind, host, detail, from]]);
    }
    case 'leave': {
      const { id, kind, from, to } = facts.leave;
      return JSON.stringify([person, id ?? [kind, from, to]]);
    }
    default:
      return facts satisfies never;
  }
}

const TITLES: Readonly<Record<string, string>> = {
  pack: 'contract',
  staffGroup: 'staff group',
  homeSite: 'home site',
  annualLeaveDays: 'annual leave days',
  from: 'first day',
  to: 'last day',
};
const SILENT = ['id', 'employer', 'assignment'];

function shown(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (field === 'to') return dayBeside(String(value), -1);
  return Array.isArray(value) ? value.join('; ') || 'none' : String(value);
}

type Picture = Awaited<ReturnType<typeof pictureOf>>;

function describe(before: Picture, after: Picture): Pick<JudgedRow, 'change' | 'what'> {
  const fields = Object.keys(after ?? {}).filter((field) => !SILENT.includes(field));
  if (before === null)
    return {
      change: 'new',
      what: `new: ${fields.map((field) => `${TITLES[field] ?? field} ${shown(field, after?.[field])}`).join(', ')}`,
    };
  const changed = fields.filter((field) => !same(before[field], after?.[field]));
  if (changed.length === 0) return { change: 'same', what: 'nothing changes' };
  const parts = changed.map(
    (field) => `${TITLES[field] ?? field} ${shown(field, before[field])} → ${shown(field, after?.[field])}`,
  );
  return { change: 'changed', what: parts.join(', ') };
}

/** People whom the caller sees, and who carry the same name as somebody new. */
function namesakes({ rows, reach }: Around, facts: RowFacts, person: PersonId): string {
  if (facts.kind !== 'people') return '';
  const found = rows
    .all<{ person: string }>(
      'SELECT person FROM people WHERE name_key = ? AND merged_into IS NULL AND person <> ? AND (body IS NULL OR body <> ?)',
      nameKey(facts.name),
      person,
      facts.number?.body ?? '',
    )
    .filter((one) => standingOf(rows, reach, one.person) !== null);
  return found.length === 0 ? '' : `; may be ${found.map((one) => one.person).join(' or ')}, who has the same name`;
}

/** Who a row is about: by name when the caller sees them or brings it, else by number. */
async function labelOf(
  { rows, reach, streams: real }: Around,
  { streams, person }: { readonly streams: Streams; readonly person: PersonId },
  facts: RowFacts,
): Promise<string> {
  const isThere = (await real.people.state(person)).state.name !== null;
  if (isThere && standingOf(rows, reach, person) === null) return numberOf(facts);
  return (await streams.people.state(person)).state.name ?? numberOf(facts);
}

/**
 * Says of each row what it would change, one on top of the other, with the rules that would decide it; nothing is
 * written. Rows that would be refused are problems, by row and column.
 */
export async function judgeRows(
  given: readonly { readonly row: number; readonly facts: RowFacts }[],
  { metadata, ...known }: Omit<Around, 'places'> & { readonly metadata: (row: number) => Metadata },
): Promise<{ readonly judged: readonly JudgedRow[]; readonly problems: readonly Problem[] }> {
  const around = { ...known, places: knownPlaces(known.rows) };
  const streams = rehearsalOf(around.streams);
  const judged: JudgedRow[] = [];
  const problems: Problem[] = [];
  const rowOf = new Map<string, number>();
  for (const { row, facts } of given) {
    const who = await whoIs(streams, facts);
    const earlier = rowOf.get(keyOf(facts, typeof who === 'string' ? who : null));
    const wrong =
      earlier !== undefined
        ? {
            column: facts.kind === 'employments' ? 'assignment' : facts.number ? 'number' : 'person',
            value:
              facts.kind === 'employments' ? facts.employment.assignment : (facts.number?.number ?? facts.person ?? ''),
            because: `Row ${earlier} is about the same ${facts.kind === 'people' ? 'person' : 'thing'}.`,
            mend: 'Keep the row that is right, and leave the other out.',
          }
        : (refuseCodes(around, facts) ?? (await refuseRight(around, facts)));
    if (wrong) {
      problems.push({ row, ...wrong });
      continue;
    }
    const before = await pictureOf(streams, facts);
    const outcome = await applyRow(streams, facts, metadata(row));
    if ('rejected' in outcome) {
      problems.push({ row, ...fromRefusal(facts, outcome) });
      continue;
    }
    rowOf.set(keyOf(facts, outcome.person), row);
    const { change, what } = describe(before, await pictureOf(streams, facts));
    const also = change === 'new' ? namesakes(around, facts, outcome.person) : '';
    judged.push({
      row,
      change,
      what: `${await labelOf(around, { streams, person: outcome.person }, facts)}: ${what}${also}`,
      facts,
    });
  }
  return { judged, problems };
}
