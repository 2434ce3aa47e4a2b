import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  command,
  employment,
  manager,
  operator,
  person,
  startWorkforce,
  type Workforce,
} from '../workforce.fixture.ts';

let workforce: Workforce;
beforeEach(async () => {
  workforce = await startWorkforce();
  await workforce.places();
});
afterEach(() => workforce.stop());

type Kind = 'people' | 'employments' | 'credentials' | 'leave';
const base64 = (text: string | Uint8Array) => Buffer.from(text as string).toString('base64');

const preview = async (actor: ReturnType<typeof manager>, kind: Kind, text: string, commandId = command().commandId) =>
  workforce.seen(
    await workforce
      .as(actor)
      .imports.preview({ commandId, kind, fileName: `${kind}.csv`, contentBase64: base64(text) }),
  );

async function apply(actor: ReturnType<typeof manager>, id: string, refuseRows: number[] = []) {
  workforce.seen(await workforce.as(actor).imports.accept({ ...command(), import: id, refuseRows }));
  await workforce.until(async () => (await workforce.as(actor).imports.status({ import: id })).stage === 'applied');
  return workforce.as(actor).imports.status({ import: id });
}

const PEOPLE = 'body,number,name,48 hour opt-out\nGMC,0000001,Ada Example,no\nGMC,0000002,Bea Example,yes\n';
const EMPLOYMENTS = `number,name,employer,assignment,contract,wte,grade,staff group,skills,home site,annual leave days,first day,last day
0000001,,RA4,10-1,EN-RD-2016,1,ST4,medical,airway; trauma,RA430,27,06/08/2025,
0000003,Cy Example,RA4,10-2,WTR,0.8,Nurse,nursing,,,,2025-08-06,2026-08-04
`;
const HEADER = EMPLOYMENTS.split('\n')[0];

describe('importing people', () => {
  test('a preview lists what would change, and nothing is written before it is applied', async () => {
    const seen = await preview(operator, 'people', PEOPLE);
    expect(seen).toMatchObject({ rows: 2, counts: { new: 2, changed: 0, same: 0, wrong: 0 }, encoding: 'UTF-8' });
    expect(seen.changes[0]?.what).toBe('Ada Example: new: name Ada Example, number GMC 0000001, 48 hour opt-out no');
    expect((await workforce.as(operator).people.list()).total).toBe(0);
    expect(await apply(operator, seen.import)).toMatchObject({ stage: 'applied', done: 2, refused: [] });
    expect((await workforce.as(operator).people.list()).people.map(({ name }) => name)).toEqual([
      'Ada Example',
      'Bea Example',
    ]);
  });

  test('the same file again changes nothing, and a new name shows old and new', async () => {
    await apply(operator, (await preview(operator, 'people', PEOPLE)).import);
    expect((await preview(operator, 'people', PEOPLE)).counts).toEqual({ new: 0, changed: 0, same: 2, wrong: 0 });
    const renamed = await preview(operator, 'people', PEOPLE.replace('Bea Example', 'Bea Married'));
    expect(renamed.changes[1]).toEqual({
      row: 3,
      change: 'changed',
      what: 'Bea Married: name Bea Example → Bea Married',
    });
  });

  test('one person twice in a file is wrong, and a namesake in the register is pointed out', async () => {
    workforce.seen(
      await workforce.as(operator).people.register({ ...command(), person: person('p-ada'), name: 'Example, Dr Ada' }),
    );
    const seen = await preview(operator, 'people', `${PEOPLE}GMC,0000001,Ada Again,no\n`);
    expect(seen.refused).toMatchObject([
      { row: 4, column: 'number', value: '0000001', because: 'Row 2 is about the same person.' },
    ]);
    expect(seen.changes[0]?.what).toContain('may be p-ada, who has the same name');
  });

  test('one person by number and by id is one person twice', async () => {
    await apply(operator, (await preview(operator, 'people', PEOPLE)).import);
    const id = (await workforce.as(operator).people.list({ search: 'Ada' })).people[0]?.id;
    const seen = await preview(operator, 'people', `person,number,name\n,0000001,Ada Example\n${id},,Ada Other\n`);
    expect(seen.refused).toMatchObject([{ row: 3, column: 'person', because: 'Row 2 is about the same person.' }]);
  });

  test('a number of a wrong shape, and a row without anybody, are named', async () => {
    const seen = await preview(
      operator,
      'people',
      'body,number,name\nGMC,12,Ada\n,,Bea\nNMC,71A2998E,Cy\nGMX,0000001,Di\n',
    );
    expect(seen.refused.map(({ row, column, because }) => [row, column, because])).toEqual([
      [2, 'number', '"12" is no number of the GMC: it has 7 digits.'],
      [3, 'number', 'The row does not say whom it is about.'],
      [5, 'body', '"GMX" is not one of GMC, GP, NMC, GDC, GPhC, HCPC, SDS.'],
    ]);
  });
});

describe('importing employments, credentials and leave', () => {
  beforeEach(async () => {
    await apply(operator, (await preview(operator, 'people', PEOPLE)).import);
  });

  test('employments are recorded, and somebody new is registered with theirs', async () => {
    const seen = await preview(manager('RA4'), 'employments', EMPLOYMENTS);
    expect(seen.refused).toEqual([]);
    await apply(manager('RA4'), seen.import);
    const { people } = await workforce.as(manager('RA4')).people.list();
    expect(people.map(({ name, employments }) => [name, employments[0]?.assignment, employments[0]?.to])).toEqual([
      ['Ada Example', '10-1', null],
      ['Cy Example', '10-2', '2026-08-05'],
    ]);
    const raised = await preview(manager('RA4'), 'employments', EMPLOYMENTS.replace(',1,ST4', ',0.6,ST5'));
    expect(raised.changes[0]?.what).toBe('Ada Example: wte 1 → 0.6, grade ST4 → ST5');
  });

  test('unknown codes, posts of others, ends before starts and impossible days are named by row and column', async () => {
    await apply(operator, (await preview(operator, 'employments', EMPLOYMENTS)).import);
    const seen = await preview(
      operator,
      'employments',
      [
        HEADER,
        '0000001,,RA5,10-9,WTR,1,ST4,medical,,,,2025-08-06,',
        '0000001,,RA4,10-9,WTR,1,ST4,medical,,RA431,,2025-08-06,',
        '0000002,,RA4,10-1,WTR,1,ST4,medical,,,,2025-08-06,',
        '0000003,,RA4,10-2,WTR,1,ST4,medical,,,,2026-09-01,',
        '0000001,,RA4,10-7,WTR,1,ST4,medical,,,,2025-08-06,2025-08-05',
        '0000001,,RA4,10-8,WTR,1,ST4,medical,,,,31/06/2025,',
        '0000009,,RA4,10-6,WTR,1,ST4,medical,,,,2025-08-06,',
        '0000002,,RA4,10-5,WTR,1,ST4,medical,,,,2025-08-06,',
        '0000002,,RA4,10-5,WTR,1,ST4,medical,,,,2025-08-06,',
      ].join('\n'),
    );
    expect(seen.refused.map(({ row, column }) => [row, column])).toEqual([
      [2, 'employer'],
      [3, 'home site'],
      [4, 'assignment'],
      [5, 'assignment'],
      [6, 'last day'],
      [7, 'first day'],
      [8, 'number'],
      [10, 'assignment'],
    ]);
    expect(seen.refused[0]).toMatchObject({
      because: 'No organisation with the ODS code RA5 is known.',
      mend: expect.stringContaining('RA4'),
    });
    expect(seen.refused[5]?.because).toBe('"31/06/2025" does not exist: June 2025 has 30 days.');
  });

  test('of 30 rows with three wrong nothing is imported until each is refused or mended', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => {
      const number = String(100 + i).padStart(7, '0');
      return `${number},Person ${String.fromCharCode(65 + (i % 26))}${i},RA4,20-${i},WTR,${i === 7 ? 'full' : 1},Nurse,nursing,,,,${i === 12 ? '30/02/2026' : '2026-01-05'},${i === 20 ? '2025-01-01' : ''}`;
    });
    const seen = await preview(manager('RA4'), 'employments', [HEADER, ...rows].join('\r\n'));
    expect(seen.refused.map(({ row, column }) => [row, column])).toEqual([
      [9, 'wte'],
      [14, 'first day'],
      [22, 'last day'],
    ]);
    const attempt = (refuseRows: number[]) =>
      workforce.as(manager('RA4')).imports.accept({ ...command(), import: seen.import, refuseRows });
    await expect(attempt([])).rejects.toThrow('3 rows are wrong: 9, 14, 22');
    await expect(attempt([9, 14])).rejects.toThrow('a row is wrong: 22');
    await expect(attempt([9, 14, 22, 2])).rejects.toThrow('Nothing is wrong with row 2');
    expect((await workforce.as(manager('RA4')).people.list()).total).toBe(0);
    expect(await apply(manager('RA4'), seen.import, [9, 14, 22])).toMatchObject({ done: 27, refused: [] });
    expect((await workforce.as(manager('RA4')).people.list()).total).toBe(27);
  });

  test('leave that overlaps other leave in the file or the register is wrong, and says which', async () => {
    await apply(operator, (await preview(operator, 'employments', EMPLOYMENTS)).import);
    await apply(
      operator,
      (await preview(operator, 'leave', 'number,kind,first day,last day\n0000001,annual,2026-04-06,2026-04-10\n'))
        .import,
    );
    const seen = await preview(
      operator,
      'leave',
      'number,kind,first day,last day\n0000001,study,2026-04-10,2026-04-12\n0000001,annual,2026-04-06,2026-04-10\n0000002,sick,2026-05-01,2026-05-03\n0000002,study,2026-05-03,2026-05-03\n',
    );
    expect(seen.refused.map(({ row, because }) => [row, because])).toEqual([
      [
        2,
        'This overlaps annual leave from 2026-04-06 until before 2026-04-11. Withdraw that first, or choose other days.',
      ],
      [
        5,
        'This overlaps sick leave from 2026-05-01 until before 2026-05-04. Withdraw that first, or choose other days.',
      ],
    ]);
    expect(seen.counts).toEqual({ new: 1, changed: 0, same: 1, wrong: 2 });
  });

  test('a credential with a later end is the same credential, changed', async () => {
    const header = 'number,kind,host,detail,first day,last day\n';
    await apply(
      operator,
      (await preview(operator, 'credentials', `${header}0000001,Induction,ra4,ward 3,2026-01-01,2026-12-31\n`)).import,
    );
    const seen = await preview(
      operator,
      'credentials',
      `${header}0000001,induction,RA4,ward 3,2026-01-01,2027-12-31\n`,
    );
    expect(seen.changes[0]?.what).toBe('Ada Example: last day 2026-12-31 → 2027-12-31');
  });

  test.each(['people', 'employments', 'credentials', 'leave'] as const)(
    'to import an export of %s changes nothing',
    async (kind) => {
      workforce.seen(
        await workforce.as(operator).recordMany({
          ...command(),
          people: [
            {
              id: person('p-formula'),
              name: '=Formula, "Quoted" Ünlü',
              number: { body: 'NMC', number: '71a2998e' },
              optOut48: true,
              employments: [
                employment('RA4', '=9-1', { skills: ['a', 'b'], wte: 0.5, to: '2027-01-01' }),
                employment('RBD', '9-2', { staffGroup: 'nursing' }),
              ],
              credentials: [
                { id: 'c1', kind: 'dbs', host: null, detail: '+enhanced', from: '2025-01-01', to: '2028-01-01' },
              ],
              leave: [{ id: 'l1' as never, kind: 'annual', from: '2026-06-01', to: '2026-06-08' }],
              roles: [],
            },
          ],
        }),
      );
      const { text } = await workforce.as(operator).exports.csv({ kind });
      expect(text).toContain('p-formula');
      const seen = await preview(operator, kind, text);
      expect(seen.refused).toEqual([]);
      expect(seen.counts.same).toBe(seen.rows);
      const own = await workforce.as(manager('RA4')).exports.csv({ kind });
      expect(own.text).not.toContain('9-2');
      const again = await preview(manager('RA4'), kind, own.text);
      expect(again.refused).toEqual([]);
      expect(again.counts.same).toBe(again.rows);
    },
  );
});

describe('rights', () => {
  test('a manager imports only for their own employer, and sees nobody else by it', async () => {
    workforce.seen(
      await workforce.as(operator).recordMany({
        ...command(),
        people: [
          {
            id: person('p-x'),
            name: 'CANARY Name',
            number: { body: 'GMC', number: '0000007' },
            employments: [employment('RXX', 'CANARY-1')],
          },
        ],
      }),
    );
    const seen = await preview(
      manager('RA4'),
      'employments',
      `${HEADER}\n0000007,,RA4,30-1,WTR,1,ST4,medical,,,,2025-08-06,\n0000007,,RXX,CANARY-1,WTR,1,ST4,medical,,,,2025-08-06,\n`,
    );
    expect(seen.refused.map(({ row, column }) => [row, column])).toEqual([[3, 'employer']]);
    expect(seen.changes[0]?.what).toMatch(/^GMC 0000007: new/);
    const leave = await preview(
      manager('RA4'),
      'leave',
      'number,kind,first day,last day\n0000007,sick,2026-05-01,2026-05-03\n0000008,sick,2026-05-01,2026-05-03\n',
    );
    expect(leave.refused.map(({ because }) => because)).toEqual(
      Array(2).fill('Nobody with this number is employed by RA4.'),
    );
    const people = await preview(manager('RA4'), 'people', 'number,name\n0000007,Other Name\n');
    expect(people.refused).toHaveLength(1);
    expect(JSON.stringify([seen.changes, leave, people])).not.toContain('CANARY');
  });

  test('an import is not there for another organisation', async () => {
    const seen = await preview(manager('RA4'), 'people', PEOPLE);
    for (const actor of [manager('RBD'), manager('RXX')]) {
      await expect(workforce.as(actor).imports.status({ import: seen.import })).rejects.toThrow('not yours to see');
      await expect(workforce.as(actor).imports.accept({ ...command(), import: seen.import })).rejects.toThrow(
        'not yours to see',
      );
      expect(await workforce.as(actor).imports.list()).toEqual([]);
    }
    expect(await workforce.as(manager('RA4')).imports.list()).toMatchObject([{ import: seen.import, stage: 'read' }]);
  });
});

describe('messy files', () => {
  test.each([
    [
      'a wrong header',
      'employe,assignmnt,contract,wte,grade,staff group,first day\n',
      ['Call it "employer"', 'Call it "assignment"'],
    ],
    [
      'a missing column',
      'employer,contract,wte,grade,staff group,first day,colour\n',
      ['The column "assignment" is missing', '"colour"'],
    ],
    [
      'an encoding that is not read',
      Buffer.from([0x6e, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0x0a]),
      ['encoding that is not read here'],
    ],
    ['nothing in it', '', ['The file is empty']],
  ])('%s is told, and a retry hears the same', async (_what, content, words) => {
    const input = {
      ...command(),
      kind: 'employments' as const,
      fileName: 'x.csv',
      contentBase64: base64(content as string),
    };
    const first = await workforce
      .as(operator)
      .imports.preview(input)
      .catch((error: Error) => error.message);
    for (const word of words) expect(first).toContain(word);
    const again = await workforce
      .as(operator)
      .imports.preview({ ...input, contentBase64: base64(PEOPLE) })
      .catch((error: Error) => error.message);
    expect(again).toBe(first);
  });

  test('a preview sent twice with one command id is one import, and an accepted one is accepted once', async () => {
    const { commandId } = command();
    const first = await preview(operator, 'people', PEOPLE, commandId);
    expect(await preview(operator, 'people', PEOPLE, commandId)).toEqual(first);
    const accept = { ...command(), import: first.import, refuseRows: [] };
    const answer = workforce.seen(await workforce.as(operator).imports.accept(accept));
    await workforce.until(
      async () => (await workforce.as(operator).imports.status({ import: first.import })).stage === 'applied',
    );
    expect(await workforce.as(operator).imports.accept(accept)).toEqual(answer);
    expect((await workforce.as(operator).people.list()).total).toBe(2);
  });

  test('a row that the rules refuse by the time of its turn is reported, and the others are applied', async () => {
    const seen = await preview(
      operator,
      'employments',
      `${HEADER}\n0000021,Di Example,RA4,40-1,WTR,1,ST4,medical,,,,2025-08-06,\n0000022,Ed Example,RA4,40-2,WTR,1,ST4,medical,,,,2025-08-06,\n`,
    );
    workforce.seen(
      await workforce.as(operator).recordMany({
        ...command(),
        people: [{ id: person('p-first'), name: 'Fay Example', employments: [employment('RA4', '40-1')] }],
      }),
    );
    expect(await apply(operator, seen.import)).toMatchObject({
      done: 2,
      refused: [{ row: 2, because: expect.stringContaining("another person's post") }],
    });
  });
});
