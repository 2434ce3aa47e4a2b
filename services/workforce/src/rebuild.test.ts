import { memoryLog, openRows } from '@weft/eventing';
import { rowDifferences } from '@weft/eventing/testing';
import { expect, test } from 'vitest';
import { code, command, employment, operator, person, startWorkforce } from './workforce.fixture.ts';

test('every view equals its rebuild from the log, and reactions that see all again do nothing twice', async () => {
  const log = memoryLog();
  const rows = openRows(':memory:');
  const first = await startWorkforce({ log, rows });
  await first.places();
  const api = first.as(operator);
  const facts = (n: number) => ({
    id: person(`p-${n}`),
    name: `Person ${n % 7}`,
    number: n % 3 === 0 ? null : { body: 'GMC', number: String(n).padStart(7, '0') },
    optOut48: n % 4 === 0,
    employments: [employment(n % 2 === 0 ? 'RA4' : 'RBD', `7-${n}`, { wte: n % 2 === 0 ? 1 : 0.5 })],
    credentials: [{ id: 'dbs', kind: 'dbs' as const, host: null, detail: '', from: '2025-01-01', to: null }],
    leave: [{ id: `l-${n}` as never, kind: 'annual' as const, from: '2026-05-04', to: '2026-05-09' }],
    roles: [{ organisation: code('RA4'), role: 'clinician' as const }],
  });
  const twenty = Array.from({ length: 20 }, (_, n) => facts(n));
  first.seen(await api.recordMany({ ...command(), people: twenty }));
  for (const n of [1, 2, 3, 4]) {
    first.seen(await api.people.merge({ ...command(), person: person(`p-${n}`), into: person(`p-${n + 7}`) }));
    if (n % 2 === 0) first.seen(await api.people.unmerge({ ...command(), person: person(`p-${n}`) }));
  }
  first.seen(await api.people.rename({ ...command(), person: person('p-5'), name: 'Other' }));
  first.seen(await api.leave.withdraw({ ...command(), person: person('p-6'), leave: 'l-6' as never }));
  first.seen(await api.credentials.withdraw({ ...command(), person: person('p-6'), credential: 'dbs' }));
  first.seen(
    await api.access.revoke({ ...command(), person: person('p-6'), organisation: code('RA4'), role: 'clinician' }),
  );
  const csv = await api.exports.csv({ kind: 'employments' });
  const upload = {
    kind: 'employments' as const,
    fileName: 'x.csv',
    contentBase64: Buffer.from(csv.text).toString('base64'),
  };
  const seen = first.seen(await api.imports.preview({ ...command(), ...upload }));
  first.seen(await api.imports.accept({ ...command(), import: seen.import }));
  const head = await log.head();
  first.seen({ position: head });
  await first.as(operator).people.list();

  const again = openRows(':memory:');
  const second = await startWorkforce({ log, rows: again });
  second.seen({ position: head });
  await second.as(operator).people.list();
  expect(rowDifferences(rows, again, [...second.service.views, ...second.service.contractViews])).toEqual([]);
  expect(await log.head()).toBe(head);
  await second.stop();
  await first.stop();
});
