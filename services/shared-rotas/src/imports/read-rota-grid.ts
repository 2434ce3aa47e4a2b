import type { PersonId } from '@weft/contracts';
import { column, emptyOr, nearest, type Problem, readTable, textCell, type UploadedFile } from '@weft/service-kit';
import type { DutyState, RotaState } from '../board/state.ts';
import type { DemandTemplate } from '../demand-template/events.ts';
import type { Duty } from '../duty/events.ts';
import type { ImportChange } from './changes.ts';
import { dayOfTitle } from './grid-days.ts';
import { isUnreadable, nothingRead, type ReadImport } from './problems.ts';

/** The columns of a rota's grid beside its days: the id, the number or the name says who it is, the first that is there. */
export const gridLayout = {
  name: column('name', emptyOr(textCell(200)), { needed: false, synonyms: ['doctor', 'staff', 'clinician'] }),
  /** The person's id, as an export shows it. */
  person: column('person', emptyOr(textCell(100)), { needed: false, synonyms: ['person id'] }),
  number: column('number', emptyOr(textCell(60)), {
    needed: false,
    synonyms: ['professional number', 'gmc', 'gmc number', 'registration'],
  }),
};

/** What stands in a cell of somebody who is not on duty. */
const NOT_ON_DUTY = new Set(['off', '-', '–', 'x', 'rest', 'rd', 'al', 'a/l', 'sl', 's/l', 'leave', 'zero', '0']);

/** What a grid is read against. */
export type GridContext = {
  readonly rota: RotaState;
  readonly duties: readonly DutyState[];
  readonly templates: readonly DemandTemplate[];
  readonly people: readonly { readonly person: PersonId; readonly name: string; readonly number: string | null }[];
  /** The duty that a template makes on a day; `more` tells apart several of them. */
  readonly dutyOn: (template: DemandTemplate, date: string, more: number) => Duty;
};

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
/** 'Example, Ada' and 'Dr Ada Example' are 'ada example'. */
const nameKey = (name: string) => {
  const [last, first] = name.split(',');
  return plain(first === undefined ? name : `${first} ${last}`).replace(/^(dr|mr|mrs|ms|miss|prof|professor) /, '');
};

/**
 * Reads a rota as hospitals keep it: people down, days across, codes in the cells (several divided by + or ;). A code
 * takes a free duty of that code and day; where none is free, one is opened by the demand template of that code.
 */
export async function readRotaGrid(file: UploadedFile, context: GridContext): Promise<ReadImport> {
  const { rota } = context;
  const read = await readTable(file, gridLayout, (title) => dayOfTitle(title, rota.period));
  if (isUnreadable(read)) return nothingRead(read);
  const problems: Problem[] = [...read.problems];
  const changes: ImportChange[] = [];
  const find = personFinder(context.people);
  const places = placesOf(context);
  const rowOf = new Map<string, number>();
  for (const { row, values, others } of read.rows) {
    const found = find(values);
    if ('because' in found) {
      problems.push({ row, ...found });
      continue;
    }
    const earlier = rowOf.get(found.person);
    if (earlier !== undefined) {
      const because = `Row ${earlier} is about the same person.`;
      problems.push({ row, column: 'name', value: found.name, because, mend: 'Put both into one row.' });
      continue;
    }
    rowOf.set(found.person, row);
    for (const [date, cell] of others) {
      for (const code of cell.split(/[+;|]/).map((part) => part.trim())) {
        if (code === '' || NOT_ON_DUTY.has(code.toLowerCase())) continue;
        const place = places.take(date, code, found.person);
        if ('because' in place) {
          problems.push({ row, column: date, value: code, ...place });
          continue;
        }
        if (place.isThere) continue;
        changes.push({
          row,
          what: `${found.name}: ${code} on ${date}${place.open ? ', a duty that is opened for it' : ''}.`,
          act: { do: 'place', duty: place.duty, person: found.person, open: place.open },
        });
      }
    }
  }
  if (read.rows.length > 0 && read.rows.every(({ others }) => others.size === 0))
    problems.push({
      row: 1,
      column: null,
      value: read.unused.join(', '),
      because: 'No column names a day.',
      mend: `Title the columns with dates, such as ${rota.period.from}.`,
    });
  return { rows: read.count, changes, problems };
}

type Wrong = Pick<Problem, 'column' | 'value' | 'because' | 'mend'>;

function personFinder(people: GridContext['people']) {
  const byNumber = new Map(people.flatMap((one) => (one.number === null ? [] : [[plain(one.number), one] as const])));
  const byName = new Map<string, GridContext['people'][number][]>();
  for (const one of people) byName.set(nameKey(one.name), [...(byName.get(nameKey(one.name)) ?? []), one]);
  type Who = { readonly person: string | null; readonly name: string | null; readonly number: string | null };
  return ({ person, name, number }: Who): GridContext['people'][number] | Wrong => {
    if (person !== null) {
      const because = `Nobody who may work on this rota has the id ${person}.`;
      const mend = 'Leave the cell empty and write a number or a name.';
      return people.find((one) => one.person === person) ?? { column: 'person', value: person, because, mend };
    }
    if (number !== null) {
      const digits = plain(number).split(' ').at(-1) ?? '';
      const found = byNumber.get(plain(number)) ?? byNumber.get(digits);
      if (found) return found;
      const because = `Nobody who may work on this rota has the number ${number}.`;
      return { column: 'number', value: number, because, mend: 'Correct it, or import the person first.' };
    }
    if (name === null)
      return { column: 'name', value: '', because: 'The row names nobody.', mend: 'Write a name or a number.' };
    const found = byName.get(nameKey(name)) ?? [];
    if (found.length === 1 && found[0]) return found[0];
    if (found.length > 1) {
      const because = `${found.length} people are called ${name}.`;
      return { column: 'name', value: name, because, mend: 'Add a column "number" with the professional number.' };
    }
    const near = nearest(nameKey(name), [...byName.keys()]);
    const meant = near === null ? undefined : byName.get(near)?.[0]?.name;
    return {
      column: 'name',
      value: name,
      because: `Nobody who may work on this rota is called ${name}.`,
      mend: meant ? `Write ${meant}, if that is meant; else import the person first.` : 'Import the person first.',
    };
  };
}

type Taken = { readonly duty: Duty['duty']; readonly open: Duty | null; readonly isThere: boolean };

/** The places of the rota by day and code, with those that this file has taken so far. */
function placesOf({ rota, duties, templates, dutyOn }: GridContext) {
  type Slot = { readonly duty: Duty; readonly open: boolean; readonly people: Set<string> };
  const slots = new Map<string, Slot[]>();
  const keyOf = (date: string, code: string) => `${date} ${code.toLowerCase()}`;
  for (const { duty, withdrawn, filled } of duties) {
    if (withdrawn) continue;
    const key = keyOf(duty.date, duty.code);
    const slot = { duty, open: false, people: new Set<string>(filled.map(({ person }) => person)) };
    slots.set(key, [...(slots.get(key) ?? []), slot]);
  }
  const codes = [...new Set([...templates.map(({ code }) => code), ...duties.map(({ duty }) => duty.code)])];
  const opened = new Map<string, number>();
  return {
    take(date: string, code: string, person: string): Taken | Pick<Problem, 'because' | 'mend'> {
      if (date < rota.period.from || date >= rota.period.to)
        return {
          because: `${date} is outside the rota, which goes from ${rota.period.from} to ${rota.period.to}.`,
          mend: 'Leave the column out, or extend the rota.',
        };
      const there = slots.get(keyOf(date, code)) ?? [];
      const own = there.find(({ people }) => people.has(person));
      if (own) return { duty: own.duty.duty, open: null, isThere: !own.open };
      const free = there.find(({ duty, people }) => people.size < duty.count);
      if (free) {
        free.people.add(person);
        return { duty: free.duty.duty, open: free.open ? free.duty : null, isThere: false };
      }
      const template = templates.find((one) => one.code.toLowerCase() === code.toLowerCase());
      if (!template) {
        const near = nearest(code, codes);
        return {
          because: there.length > 0 ? `All places of ${code} on ${date} are taken.` : `No duty has the code ${code}.`,
          mend: near
            ? `Write ${near}, if that is meant; else add demand of this code first.`
            : 'Add demand of this code first.',
        };
      }
      const more = (opened.get(keyOf(date, code)) ?? 0) + 1;
      opened.set(keyOf(date, code), more);
      const duty = dutyOn(template, date, more);
      slots.set(keyOf(date, code), [...there, { duty, open: true, people: new Set([person]) }]);
      return { duty: duty.duty, open: duty, isThere: false };
    },
  };
}
