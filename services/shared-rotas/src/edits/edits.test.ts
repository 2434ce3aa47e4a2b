import { randomUUID } from 'node:crypto';
import type { Actor } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BoardSources } from '../board/board.ts';
import { now } from '../board/moment.ts';
import { type RotaState, rotaAt } from '../board/state.ts';
import { heldIn } from '../diary/booking.ts';
import type { Duty } from '../duty/events.ts';
import { networkIn } from '../facts/network-facts.ts';
import { findingsJudge } from '../findings/judge.ts';
import { aDuty, hearPerson, type Projected } from '../testing.ts';
import { manager, metadataOf, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';
import { aroundOf } from './around.ts';
import type { CellEdit } from './cell-edit.ts';
import type { KnownRun } from './decider.ts';
import type { Cell, Run, Step } from './events.ts';
import type { Target } from './plan.ts';
import { planInRounds } from './rounds.ts';

const on = (day: number, from: string, to: string): Pick<Duty, 'date' | 'start' | 'end'> => {
  const date = `2026-03-${String(day).padStart(2, '0')}`;
  return { date, start: `${date}T${from}:00Z`, end: `${date}T${to}:00Z` };
};
const duties = [
  aDuty('d3', { ...on(3, '08:00', '16:00'), code: 'D' }),
  aDuty('l3', { ...on(3, '13:00', '22:00'), code: 'L' }),
  aDuty('d4', { ...on(4, '08:00', '16:00'), code: 'D' }),
  aDuty('e4', { ...on(4, '06:00', '12:00'), code: 'E' }),
  aDuty('d5', { ...on(5, '08:00', '16:00'), code: 'D', count: 2 }),
  aDuty('a6', { ...on(6, '08:00', '12:00'), code: 'A' }),
  aDuty('p6', { ...on(6, '13:00', '17:00'), code: 'P' }),
  aDuty('past', { date: '2026-01-30', start: '2026-01-30T08:00:00Z', end: '2026-01-30T16:00:00Z', code: 'D' }),
];
const other: Actor = { ...manager, person: 'm2' };
let world: WriteSideWorld;

const cell = (person: string, day: number, set: object): CellEdit =>
  ({ person, date: `2026-03-${String(day).padStart(2, '0')}`, set }) as CellEdit;
type How = 'typed' | 'pasted' | 'swapped' | 'cleared' | 'pinned';
const edit = (cells: CellEdit[], more: object = {}, who: Actor = manager) =>
  world.call(who).rotas.edit({ commandId: randomUUID(), rota: 'ent' as never, cells, how: 'typed' as How, ...more });
const preview = (cells: CellEdit[], more: object = {}) =>
  world.call(manager).rotas.previewEdit({ rota: 'ent' as never, cells, ...more });
const undo = (who: Actor = manager) =>
  world.call(who).rotas.undoEdit({ commandId: randomUUID(), rota: 'ent' as never });
const redo = (who: Actor = manager) =>
  world.call(who).rotas.redoEdit({ commandId: randomUUID(), rota: 'ent' as never });
const mine = (who: Actor = manager) => world.call(who).rotas.myEdits({ rota: 'ent' as never });
const holders = async (of: string) => (await world.streams.duty.state(of)).state.places.map(({ person }) => person);
const diaryOf = async (person: string) =>
  heldIn((await world.streams.diary.state(person)).state)
    .map(({ duty }) => duty as string)
    .sort();

const sources = (): BoardSources => ({
  ...{ rows: world.rows, network: networkIn(world.rows), judge: findingsJudge(), actor: manager },
  ...{ today: '2026-02-01', holidayOn: () => null },
});
/** Waits for what reactions do, event by event of the log. */
async function until(isSo: () => Promise<boolean>) {
  const stop = new AbortController();
  if (await isSo()) return;
  for await (const _batch of world.log.subscribe({ after: null, categories: ['edits'], signal: stop.signal }))
    if (await isSo()) break;
  stop.abort();
}

beforeEach(async () => {
  world = await startWriteSide(duties, ['p1', 'p2', 'p3']);
});
afterEach(() => world.stop());

test('a code fills an open duty of that day, whatever its case, and clears what was there', async () => {
  const first = await edit([cell('p1', 3, { code: 'd' })]);
  expect(first).toMatchObject({ done: [{ person: 'p1', date: '2026-03-03' }], refused: [] });
  expect(await holders('d3')).toEqual(['p1']);
  await edit([cell('p1', 3, { code: 'L' })]);
  expect([await holders('d3'), await holders('l3'), await diaryOf('p1')]).toEqual([[], ['p1'], ['l3']]);
  await edit([cell('p1', 3, { clear: true })]);
  expect([await holders('l3'), await diaryOf('p1')]).toEqual([[], []]);
});

test('a retry hears the same and does nothing twice', async () => {
  const commandId = randomUUID();
  const first = await edit([cell('p1', 3, { code: 'D' })], { commandId });
  expect(await edit([cell('p1', 3, { code: 'D' })], { commandId })).toEqual(first);
  const before = await world.log.head();
  expect(await edit([cell('p1', 3, { code: 'D' })])).toMatchObject({ done: [{ person: 'p1' }], position: null });
  expect(await world.log.head()).toEqual(before);
});

test('two people swap in one edit, though neither could go first', async () => {
  await edit([cell('p1', 3, { code: 'D' }), cell('p2', 3, { code: 'L' })]);
  const { done } = await edit([cell('p1', 3, { code: 'L' }), cell('p2', 3, { code: 'D' })], { how: 'swapped' });
  expect(done).toHaveLength(2);
  expect([await holders('d3'), await holders('l3')]).toEqual([['p2'], ['p1']]);
  expect([await diaryOf('p1'), await diaryOf('p2')]).toEqual([['l3'], ['d3']]);
  await undo();
  expect([await holders('d3'), await holders('l3')]).toEqual([['p1'], ['p2']]);
  await redo();
  expect([await holders('d3'), await holders('l3')]).toEqual([['p2'], ['p1']]);
});

test('one cell that is refused stops all of an edit, and every reason is told by cell', async () => {
  const cells = [cell('p1', 3, { code: 'D' }), cell('p2', 3, { code: 'LX' }), cell('p3', 20, { code: 'D' })];
  const { done, refused, position } = await edit(cells);
  expect([done, position]).toEqual([[], null]);
  expect(refused.map(({ person, code }) => [person, code])).toEqual([
    ['p2', 'unknown-code'],
    ['p3', 'outside-rota'],
  ]);
  expect(refused[0]?.details).toEqual({ closest: ['L'] });
  expect(await holders('d3')).toEqual([]);
  const partly = await edit(cells, { partly: true });
  expect(partly.done).toEqual([{ person: 'p1', date: '2026-03-03' }]);
  expect(partly.refused.map(({ code }) => code)).toEqual(['unknown-code', 'outside-rota']);
  expect(await holders('d3')).toEqual(['p1']);
});

test('what a rule refuses is refused before and at the edit, an override lets it stand', async () => {
  const cells = [cell('p1', 3, { code: 'L' }), cell('p1', 4, { code: 'E' })];
  const shown = await preview(cells);
  expect(shown.cells.map(({ refused }) => refused?.code ?? null)).toEqual([null, 'hard-rule']);
  expect(shown.cells[1]?.findings.map(({ rule }) => rule)).toContain('WTR-DAILY');
  expect(await edit(cells)).toMatchObject({ done: [], refused: [{ date: '2026-03-04', code: 'hard-rule' }] });
  const override = { reason: 'Nobody else', role: 'Medical director', until: '2026-04-01' };
  const passed = await preview(cells, { override });
  expect(passed.cells.map(({ refused }) => refused)).toEqual([null, null]);
  expect(passed.findings.made.map(({ rule }) => rule)).toContain('WTR-DAILY');
  expect((await edit(cells, { override })).done).toHaveLength(2);
  const ended = { override: { ...override, until: '2026-02-01' } };
  expect((await preview(cells, ended)).cells[0]?.refused?.code).toBe('override-expired');
  expect((await edit(cells, ended)).refused[0]?.code).toBe('override-expired');
  await edit([cell('p1', 4, { clear: true })]);
  await undo();
  expect((await world.streams.duty.state('e4')).state.places[0]?.override).toMatchObject({ reason: 'Nobody else' });
});

test('a preview tells cover and shares, and writes nothing', async () => {
  const head = await world.log.head();
  const shown = await preview([cell('p1', 5, { code: 'D' })]);
  expect(shown.cells[0]).toMatchObject({
    fills: [{ duty: 'd5', code: 'D', isExtra: false }],
    clears: [],
    refused: null,
  });
  expect(shown.cover).toEqual([{ date: '2026-03-05', site: 'RA430', role: 'registrar', need: 2, before: 0, after: 1 }]);
  expect(shown.fairness).toMatchObject([{ person: 'p1', hours: { before: 0, after: 8 } }]);
  expect(await world.log.head()).toEqual(head);
});

test('a full code is refused, and one more duty like it is opened when it is asked for', async () => {
  await edit([cell('p1', 3, { code: 'D' })]);
  const [full] = (await preview([cell('p2', 3, { code: 'D' })])).cells;
  expect(full).toMatchObject({ refused: { code: 'full' }, mend: { cells: [{ set: { code: 'D', extra: true } }] } });
  const shown = await preview([cell('p2', 3, { code: 'D', extra: true })]);
  expect(shown.cells[0]?.fills).toMatchObject([{ code: 'D', isExtra: true }]);
  await edit([cell('p2', 3, { code: 'D', extra: true })]);
  const [extra] = await diaryOf('p2');
  expect(await holders(extra ?? '')).toEqual(['p2']);
  await undo();
  expect((await world.streams.duty.state(extra ?? '')).state).toMatchObject({ isWithdrawn: true, places: [] });
  await redo();
  expect((await world.streams.duty.state(extra ?? '')).state).toMatchObject({ isWithdrawn: false });
  expect(await holders(extra ?? '')).toEqual(['p2']);
});

test('pins are set and taken off, undone and redone', async () => {
  await edit([cell('p1', 3, { code: 'D' }), cell('p2', 3, { code: 'L' })]);
  await edit([cell('p1', 3, { pin: true }), cell('p2', 3, { pin: true }), cell('p3', 3, { pin: true })], {
    how: 'pinned',
  });
  const pinned = async () => (await world.streams.duty.state('d3')).state.places[0]?.pinned;
  expect(await pinned()).toBe(true);
  await undo();
  expect(await pinned()).toBe(false);
  await redo();
  expect(await pinned()).toBe(true);
});

test('undo and redo go step by step, are named, and a new edit ends what could be redone', async () => {
  expect(await mine()).toEqual({ undo: null, redo: null });
  await expect(undo()).rejects.toThrow('nothing on this rota');
  await edit([cell('p1', 3, { code: 'D' })]);
  await edit([cell('p1', 4, { code: 'D' })]);
  expect(await mine()).toMatchObject({ undo: { words: 'Set D for Person p1 on 2026-03-04', cells: 1 }, redo: null });
  expect(await undo()).toMatchObject({ words: 'Set D for Person p1 on 2026-03-04', undone: [{ date: '2026-03-04' }] });
  await undo();
  expect(await diaryOf('p1')).toEqual([]);
  await redo();
  expect(await diaryOf('p1')).toEqual(['d3']);
  expect(await mine()).toMatchObject({ undo: { cells: 1 }, redo: { words: 'Set D for Person p1 on 2026-03-04' } });
  await edit([cell('p1', 5, { code: 'D' })]);
  expect((await mine()).redo).toBeNull();
});

test('undo never undoes what somebody else did later: it keeps it, and says who and when', async () => {
  await edit([cell('p1', 3, { code: 'D' }), cell('p2', 5, { code: 'D' })]);
  await edit([cell('p1', 3, { code: 'L' })], {}, other);
  const { undone, kept } = await undo();
  expect(undone).toEqual([{ person: 'p2', date: '2026-03-05' }]);
  expect(kept).toMatchObject([{ person: 'p1', because: 'm2 changed this on 2026-02-01 at 12:00. It was kept.' }]);
  expect(await diaryOf('p1')).toEqual(['l3']);
});

test('a place that somebody else has now is not taken from them by an undo', async () => {
  await edit([cell('p1', 3, { code: 'D' })]);
  await edit([cell('p1', 3, { clear: true })]);
  await edit([cell('p2', 3, { code: 'D' })], {}, other);
  const { undone, kept } = await undo();
  expect(undone).toEqual([]);
  expect(kept).toMatchObject([
    {
      person: 'p1',
      because: 'The place of D on 2026-03-03 is taken. m2 gave it to Person p2 on 2026-02-01 at 12:00.',
    },
  ]);
  expect(await holders('d3')).toEqual(['p2']);
});

test('of two managers who set one cell at once one wins, and the other hears it', async () => {
  const answers = await Promise.all([
    edit([cell('p1', 6, { code: 'A' })]),
    edit([cell('p1', 6, { code: 'P' })], {}, other),
  ]);
  const lost = answers.filter(({ done }) => done.length === 0);
  expect(lost).toHaveLength(1);
  const winner = answers[0]?.done.length === 0 ? 'm2' : 'm1';
  expect(lost[0]?.refused).toMatchObject([
    { code: 'changed-meanwhile', because: `${winner} changed this on 2026-02-01 at 12:00.` },
  ]);
  expect(await diaryOf('p1')).toHaveLength(1);
});

test('what one person types quickly into one cell is all done, in turn', async () => {
  const codes = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 'A' : 'P'));
  const answers = await Promise.all(codes.map((code) => edit([cell('p1', 6, { code })])));
  expect(answers.every(({ done }) => done.length === 1)).toBe(true);
  expect(await diaryOf('p1')).toEqual(['p6']);
});

test('a retry that comes a hundred edits later hears what became of it', async () => {
  const commandId = randomUUID();
  const first = await edit([cell('p1', 3, { code: 'D' })], { commandId });
  for (let index = 0; index < 101; index++) await edit([cell('p2', 6, { code: index % 2 === 0 ? 'A' : 'P' })]);
  await edit([cell('p1', 3, { clear: true })]);
  expect(await edit([cell('p1', 3, { code: 'D' })], { commandId })).toEqual(first);
  expect(await holders('d3')).toEqual([]);
});

test('an edit of a cell that looked different when it was chosen is refused, one of my own since is not', async () => {
  const seen = (await world.log.head()) as never;
  await world.call(manager).duties.fill({ commandId: randomUUID(), duty: 'a6' as never, person: 'p1' as never });
  expect((await edit([cell('p1', 6, { code: 'P' })], { seen })).done).toHaveLength(1);
  const [refused] = (await edit([cell('p1', 6, { code: 'A' })], { seen }, other)).refused;
  expect(refused).toMatchObject({ code: 'changed-meanwhile' });
  expect(refused?.because).toContain('m1 changed this on 2026-02-01 at 12:00.');
});

test('a pin that somebody else set since is told as theirs, whoever filled the cell before', async () => {
  await edit([cell('p1', 6, { code: 'A' })], {}, other);
  const seen = (await world.log.head()) as never;
  await world.call(manager).duties.pin({ commandId: randomUUID(), duty: 'a6' as never, person: 'p1' as never });
  expect((await preview([cell('p1', 6, { code: 'P' })], { seen })).cells[0]?.refused).toBeNull();
  const third: Actor = { ...manager, person: 'm3' };
  const [refused] = (await edit([cell('p1', 6, { code: 'P' })], { seen }, third)).refused;
  expect(refused?.because).toContain('m1 changed this');
});

test('two managers race for one place: one has it, and all of the other edit is taken back', async () => {
  const cells = (person: string) => [cell(person, 3, { code: 'D' }), cell(person, 4, { code: 'D' })];
  const answers = await Promise.all([edit(cells('p1')), edit(cells('p2').reverse(), {}, other)]);
  const won = answers.filter(({ done }) => done.length === 2).length;
  expect(won).toBeLessThanOrEqual(1);
  for (const { done } of answers) expect([0, 2]).toContain(done.length);
  const [first, second] = [await holders('d3'), await holders('d4')];
  expect(first).toEqual(second);
  expect(first).toHaveLength(won);
  expect([...(await diaryOf('p1')), ...(await diaryOf('p2'))]).toHaveLength(2 * won);
});

test('a duty that is over is edited with a reason only', async () => {
  await edit([cell('p1', 3, { code: 'D' })]);
  const later = (hasReason: boolean) => {
    const target: Target = { person: 'p1', date: '2026-03-03', index: 0, wish: { to: 'hold', places: [] } };
    const over = { at: '2026-03-04T00:00:00.000Z', hasReason };
    const rota = rotaAt(world.rows, 'ent', now) as RotaState;
    const around = aroundOf(sources(), { rota, cells: [target], edit: over, override: null, id: 'x' });
    return planInRounds([target], around)[0]?.refused?.rejected ?? null;
  };
  await world.caughtUp();
  expect([later(false), later(true)]).toEqual(['past-duty', null]);
});

test('somebody of another employer without an arrangement is refused by the gate, and others are named who may', async () => {
  const hear = { hear: (subject: string, data: unknown) => void world.tell(subject, data) } as unknown as Projected;
  hearPerson(hear, { person: 'x1', name: 'Xa Elsewhere', employer: 'RBD', homeSite: 'RBD01' });
  await world.caughtUp();
  const [shown] = (await preview([cell('x1', 3, { code: 'D' })])).cells;
  expect(shown).toMatchObject({ refused: { code: 'no-arrangement' } });
  expect(shown?.mend?.cells).toMatchObject([{ person: 'p1', set: { duty: 'd3' } }]);
  expect((await edit([cell('x1', 3, { code: 'D' })])).refused).toMatchObject([{ code: 'no-arrangement' }]);
  expect((await edit([cell('nobody', 3, { code: 'D' })])).refused).toMatchObject([{ code: 'person-unknown' }]);
});

test('the smallest mend of a breach clears the duty beside it, and goes through as it is told', async () => {
  await edit([cell('p1', 3, { code: 'L' })]);
  const [shown] = (await preview([cell('p1', 4, { code: 'E' })])).cells;
  expect(shown?.mend).toMatchObject({
    words: 'Clear L on 2026-03-03 as well.',
    cells: [
      { date: '2026-03-04', set: { code: 'E' } },
      { date: '2026-03-03', set: { clear: true } },
    ],
  });
  expect((await edit(shown?.mend?.cells as CellEdit[])).done).toHaveLength(2);
  expect(await diaryOf('p1')).toEqual(['e4']);
});

test('a code that is needed on another day, and a cell that is named twice, are told as such', async () => {
  const { cells } = await preview([
    cell('p1', 4, { code: 'L' }),
    cell('p2', 3, { code: 'D' }),
    cell('p2', 3, { clear: true }),
  ]);
  expect(cells.map(({ refused }) => refused?.code ?? null)).toEqual(['no-duty-that-day', null, 'cell-twice']);
  const [typo] = (await preview([cell('p1', 3, { code: 'LD' })])).cells;
  expect(typo).toMatchObject({
    refused: { code: 'unknown-code', closest: ['L', 'D'] },
    mend: { words: 'Set L instead.' },
  });
});

test('an edit that a crash left is finished by whoever starts next', async () => {
  const held = await edit([cell('p1', 3, { code: 'D' })]);
  expect(held.done).toHaveLength(1);
  const { state } = await world.streams.edits.state('ent/m1');
  const [known] = [...state.runs.values()];
  const run: Run = { ...(known as KnownRun).run, edit: 'left', steps: [] };
  const [clear, fill] = [(await world.streams.duty.state('d3')).state.places[0], 'l3'];
  const own = { person: 'p1', date: '2026-03-03' } as never as Cell;
  const steps: Step[] = [
    { do: 'clear', ...own, duty: 'd3' as never, booking: clear?.booking as never, pinned: false },
    { do: 'fill', ...own, duty: fill as never, pinned: false, takes: null, leaves: 0, override: null },
  ];
  await world.streams.edits.handle('ent/m1', { type: 'BeginRun', run: { ...run, steps } }, metadataOf('left'));
  await until(async () => (await world.streams.edits.state('ent/m1')).state.runs.get('left')?.stage === 'done');
  expect(await diaryOf('p1')).toEqual(['l3']);
  expect([await holders('d3'), await holders('l3')]).toEqual([[], ['p1']]);
});

test('a pattern is laid as an edit, and undone as one', async () => {
  const week = ['', 'D', 'D', '', '', '', ''];
  const pattern = {
    id: 'early' as never,
    rota: 'ent' as never,
    name: 'Early',
    weeks: [week, ['', '', '', 'D', '', '', '']],
  };
  await world.call(manager).patterns.set({ commandId: randomUUID(), ...pattern });
  const people = [
    { person: 'p1', startWeek: 1 },
    { person: 'p2', startWeek: 2 },
  ] as never;
  const asked = { pattern: pattern.id, people, from: '2026-03-01', to: '2026-03-09' };
  const { cells } = await world.call(manager).rotas.patternCells(asked);
  expect(cells.map(({ person, date }) => `${person} ${date}`)).toEqual([
    ...['p1 2026-03-03', 'p1 2026-03-04', 'p2 2026-03-05'],
  ]);
  await edit(cells, { how: 'pattern' });
  expect([await diaryOf('p1'), await diaryOf('p2')]).toEqual([['d3', 'd4'], ['d5']]);
  expect((await world.streams.duty.state('d3')).state.places[0]?.how).toBe('pattern');
  expect((await undo()).words).toBe('Laid a pattern over 3 cells');
  expect([await diaryOf('p1'), await diaryOf('p2')]).toEqual([[], []]);
});

test('what was published meanwhile is edited all the same, and an organisation without part in it finds nothing', async () => {
  await world.call(manager).rotas.publish({ commandId: randomUUID(), rota: 'ent' as never });
  expect((await edit([cell('p1', 3, { code: 'D' })])).done).toHaveLength(1);
  const stranger: Actor = { person: 'm3', organisation: 'RBD', roles: ['rota-manager'] };
  await expect(edit([cell('p1', 3, { clear: true })], {}, stranger)).rejects.toThrow('does not exist');
});
