import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../import-rows/layouts.ts';
import { ImportKind } from '../import-rows/row.ts';
import { command, operator, startWorkforce, type Workforce } from '../workforce.fixture.ts';

const docs = new URL('../../../../docs/', import.meta.url);
const page = readFileSync(new URL('imports.md', docs), 'utf8');
const example = (name: string) => readFileSync(new URL(`examples/${name}.csv`, docs));

let workforce: Workforce;
beforeEach(async () => {
  workforce = await startWorkforce();
  await workforce.places();
});
afterEach(() => workforce.stop());

const preview = async (kind: ImportKind, content: Uint8Array) =>
  workforce.seen(
    await workforce.as(operator).imports.preview({
      ...command(),
      kind,
      fileName: `${kind}.csv`,
      contentBase64: Buffer.from(content).toString('base64'),
    }),
  );

async function take(kind: ImportKind, content: Uint8Array) {
  const seen = await preview(kind, content);
  expect(seen.refused).toEqual([]);
  expect(seen.unused).toEqual([]);
  workforce.seen(await workforce.as(operator).imports.accept({ ...command(), import: seen.import }));
  const status = () => workforce.as(operator).imports.status({ import: seen.import });
  await workforce.until(async () => (await status()).stage === 'applied');
  expect((await status()).refused).toEqual([]);
  return seen;
}

test('the examples of the page are imported, one after the other', async () => {
  const blocks = [...page.matchAll(/^```csv (\w+)\n(.*?)^```/gms)].filter(
    ([, kind]) => ImportKind.safeParse(kind).success,
  );
  expect(blocks.map(([, kind]) => kind)).toEqual(ImportKind.options);
  for (const [, kind, text] of blocks)
    expect((await take(ImportKind.parse(kind), Buffer.from(text as string))).rows).toBeGreaterThan(1);
});

test('the page names every column of every layout', () => {
  for (const kind of ImportKind.options) for (const title of titlesOf(kind)) expect(page).toContain(`\`${title}\``);
});

describe('the example files', () => {
  beforeEach(async () => {
    for (const kind of ImportKind.options) await take(kind, example(kind));
  });

  test.each(ImportKind.options)('of %s changes nothing the second time', async (kind) => {
    const seen = await preview(kind, example(kind));
    expect(seen.counts.same).toBe(seen.rows);
  });

  test('of 30 employments in a hospital’s own words, three wrong ones are named by row and column', async () => {
    const seen = await preview('employments', example('employments-messy'));
    expect(seen).toMatchObject({ encoding: 'windows-1252', rows: 30, counts: { new: 27, wrong: 3 } });
    expect(seen.refused.map(({ row, column, value, mend }) => [row, column, value, mend])).toEqual([
      [8, 'wte', 'full time', 'Write a number from 0.01 to 1.5, such as 0.8.'],
      [20, 'employer', 'RA5', 'Write RA4, if that is meant; else ask the operator to record it.'],
      [27, 'first day', '31/06/2025', 'Write the day as 2026-03-02 or 02/03/2026 (the day comes first).'],
    ]);
    expect(seen.changes.map(({ what }) => what).join()).toContain('Zoë Invented');
  });

  test('of people, with a blank row, a double, a short number, spoilt letters and a word for yes', async () => {
    const { refused, counts } = await preview('people', example('people-messy'));
    expect(counts).toEqual({ new: 1, changed: 0, same: 1, wrong: 4 });
    expect(refused.map(({ row, column }) => [row, column])).toEqual([
      [5, 'number'],
      [6, 'number'],
      [7, 'name'],
      [8, '48 hour opt-out'],
    ]);
  });

  test('of leave, with overlaps, an unknown kind, an end before the start and somebody unknown', async () => {
    const { refused, counts } = await preview('leave', example('leave-messy'));
    expect(counts).toMatchObject({ same: 1, wrong: 4 });
    expect(refused.map(({ row, column }) => [row, column])).toEqual([
      [3, 'first day'],
      [4, 'kind'],
      [5, 'last day'],
      [6, 'number'],
    ]);
  });

  test('of credentials, with a misspelt kind, an unknown host and a day of another year', async () => {
    const { refused, counts } = await preview('credentials', example('credentials-messy'));
    expect(counts).toMatchObject({ new: 1, wrong: 3 });
    expect(refused.map(({ row, column, mend }) => [row, column, mend])).toEqual([
      [3, 'kind', 'Write induction, if that is meant.'],
      [4, 'host', 'Write RA4, if that is meant; else ask the operator to record it.'],
      [5, 'first day', expect.stringContaining('Write the day')],
    ]);
  });
});
