import { specify } from '@weft/eventing/testing';
import { test } from 'vitest';
import { aDuty, ids } from '../testing.ts';
import type { ImportChange } from './changes.ts';
import { importDecider } from './decider.ts';
import { importApplied, importApplyBegan, importPartRead, importRead } from './events.ts';

const given = specify(importDecider);
const problem = { row: 3, column: 'end', value: '25:30', because: '"25:30" is no time of day.', mend: 'Write 01:30.' };
const read = (problems: (typeof problem)[]) =>
  importRead.create({ kind: 'demand', rota: ids.rota('ent'), fileName: 'demand.csv', rows: 30, changes: 1, problems });
const change: ImportChange = { row: 2, what: 'A duty.', act: { do: 'open', open: aDuty('d1') } };
const part = importPartRead.create({ changes: [change] });
const begin = (...refuseRows: number[]) => ({ type: 'BeginImport' as const, refuseRows, asItStood: false });
const began = (...refuseRows: number[]) => importApplyBegan.create({ refuseRows, asItStood: false });

test('a file is kept with its changes, once', () => {
  given()
    .when({ type: 'KeepImport', read: read([]).data })
    .yields(read([]));
  given(read([]))
    .when({ type: 'KeepPart', changes: [change] })
    .yields(part);
  given(read([]))
    .when({ type: 'KeepImport', read: read([]).data })
    .refuses('import-exists');
});

test('nothing is imported while a wrong row is neither mended nor refused', () => {
  given(read([problem]), part)
    .when(begin())
    .refuses('rows-wrong');
  given(read([problem, { ...problem, row: 5 }]), part)
    .when(begin(3))
    .refuses('rows-wrong');
  given(read([problem]), part)
    .when(begin(3))
    .yields(began(3));
});

test('a file that could not be read at all cannot be imported by refusing its rows', () => {
  given(read([{ ...problem, row: 0 }]), part)
    .when(begin(0))
    .refuses('file-wrong');
});

test('a file of which only a part was kept is not imported', () => {
  given(read([])).when(begin()).refuses('import-incomplete');
});

test('an import that goes on already is not begun again, and ends once', () => {
  const applied = { applied: 1, overridden: 0, refused: [] };
  given(read([]), part, began()).when(begin()).yields();
  given(read([]), part, began()).when({ type: 'RecordImported', applied }).yields(importApplied.create(applied));
  given(read([]), part, began(), importApplied.create(applied)).when({ type: 'RecordImported', applied }).yields();
});
