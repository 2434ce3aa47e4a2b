import { DutyId, PersonId } from '@weft/contracts';
import type { RotaFile } from '@weft/rostering';
import type { Problem } from '@weft/service-kit';
import type { DutyState } from '../board/state.ts';
import type { Duty } from '../duty/events.ts';
import type { ImportChange } from './changes.ts';
import type { ReadImport } from './problems.ts';

/** What a weft-rota file is read against. */
export type RotaFileContext = {
  readonly rota: string;
  /** Duties of the rota that are there already, by id. */
  readonly duties: ReadonlyMap<string, DutyState>;
  readonly knowsPerson: (person: string) => boolean;
  readonly knowsSite: (site: string) => boolean;
  /** A duty of the rota, with its parties, from what the file says of it. */
  readonly dutyOf: (
    fields: Pick<
      Duty,
      'duty' | 'site' | 'kind' | 'start' | 'end' | 'breakMinutes' | 'expectedWorkMinutes' | 'code' | 'count'
    >,
  ) => Duty;
};

/**
 * Reads a weft-rota file: every duty, those outside the period too, and who holds each. Rows count the duties of the
 * file from 1, and the assignments on from there.
 */
export function readRotaFileInto(file: RotaFile, context: RotaFileContext): ReadImport {
  const problems: Problem[] = [];
  const changes: ImportChange[] = [];
  const holders = new Map<string, number>();
  for (const { duty } of file.assignments) holders.set(duty, (holders.get(duty) ?? 0) + 1);
  const names = namesIn(context.rota, file, context.duties);
  const open = new Map<string, Duty | null>();
  for (const [index, duty] of file.duties.entries()) {
    const row = index + 1;
    const path = `duties[${index}].site`;
    if (!context.knowsSite(duty.site)) {
      const because = `Site ${duty.site} is not known here.`;
      problems.push({ row, column: path, value: duty.site, because, mend: 'Record the site and who runs it first.' });
      continue;
    }
    const id = names.get(duty.id) as Duty['duty'];
    const there = context.duties.get(id);
    const made = context.dutyOf({
      duty: id,
      site: duty.site as Duty['site'],
      kind: duty.kind,
      start: duty.start,
      end: duty.end,
      breakMinutes: Math.round(duty.breakMinutes),
      expectedWorkMinutes: Math.round(duty.expectedWorkMinutes),
      code: (duty.code ?? '').slice(0, 20),
      count: Math.max(1, holders.get(duty.id) ?? 0, there?.duty.count ?? 0),
    });
    const isThere = there && !there.withdrawn;
    open.set(duty.id, isThere ? null : made);
    if (!isThere && !holders.has(duty.id))
      changes.push({
        row,
        what: `Open ${made.code || 'a duty'} on ${made.date}, a gap.`,
        act: { do: 'open', open: made },
      });
  }
  for (const [index, { duty, person }] of file.assignments.entries()) {
    const row = file.duties.length + index + 1;
    const opened = open.get(duty);
    if (!context.knowsPerson(person)) {
      const because = `Person ${person} is not known here.`;
      problems.push({
        row,
        column: `assignments[${index}].person`,
        value: person,
        because,
        mend: 'Import the person first.',
      });
      continue;
    }
    if (opened === undefined) {
      const because = `Duty ${duty} stands at a site that is not known here.`;
      problems.push({
        row,
        column: `assignments[${index}].duty`,
        value: duty,
        because,
        mend: 'Record the site first.',
      });
      continue;
    }
    const id = names.get(duty) as Duty['duty'];
    if (context.duties.get(id)?.filled.some((place) => place.person === person)) continue;
    changes.push({
      row,
      what: `${person}: ${opened?.code || duty} on ${opened?.date ?? context.duties.get(id)?.duty.date}.`,
      act: { do: 'place', duty: id, person: PersonId.parse(person), open: opened },
    });
  }
  return { rows: file.duties.length + file.assignments.length, changes, problems };
}

/** Ids of the file's duties here: their own where the rota has them already, else under the rota's name, each once. */
function namesIn(rota: string, file: RotaFile, there: ReadonlyMap<string, DutyState>): Map<string, Duty['duty']> {
  const taken = new Set<string>();
  const names = new Map<string, Duty['duty']>();
  for (const { id } of file.duties) {
    const plain = there.has(id) ? id : `${rota}.${id}`.replace(/[^A-Za-z0-9_.~-]+/g, '_').slice(0, 90);
    let name = plain;
    for (let more = 2; taken.has(name); more++) name = `${plain}~${more}`;
    taken.add(name);
    names.set(id, DutyId.parse(name));
  }
  return names;
}
