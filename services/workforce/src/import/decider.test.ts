import { specify } from '@weft/eventing/testing';
import { test } from 'vitest';
import { importStream } from './decider.ts';
import { importAccepted, importOpened, importPreviewed, rowsApplied, rowsJudged } from './events.ts';

const file = { fileName: 'people.csv', organisation: 'RA4' as never, encoding: 'utf-8', rows: 3, unused: [] };
const applying = [
  importOpened.create({ kind: 'people' as never, ...file }),
  rowsJudged.create({ part: 0, judged: [2, 3, 4].map((row) => ({ row }) as never), problems: [] }),
  importPreviewed.create({ parts: 1 }),
  importAccepted.create({ refusedRows: [] }),
];
const refused = (row: number) => ({ row, because: 'The number is somebody else’s.' });

test('a row that two processes report as refused counts once', () => {
  specify(importStream.decider)(...applying, rowsApplied.create({ reached: 0, refused: [refused(2)] }))
    .when({ type: 'ReportRows', applied: { reached: 2, refused: [refused(2), refused(4)] } })
    .yields(rowsApplied.create({ reached: 2, refused: [refused(4)] }));
});
