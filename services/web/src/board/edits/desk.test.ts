import { expect, test } from 'vitest';
import { boardStore } from '../model/store.ts';
import { editDesk } from './desk.ts';
import type { Edited, EditsApi, Preview } from './edits-api.ts';
import type { CellEdit, Plan } from './plan.ts';
import { forgetUnsaved, rotaWithUnsaved, unsavedOf } from './unsaved.ts';

const cell = { person: 'Ada', date: '2026-03-02' };
const planOf = (...edits: CellEdit[]): Plan => ({
  how: 'typed',
  words: 'LD into 1 cell',
  edits,
  left: [],
  unknown: [],
});
const LD = planOf({ ...cell, set: { code: 'LD' } });
const quiet: Preview = { cells: [], findings: { made: [], gone: [] }, cover: [], fairness: [] };
const refusing = (code: string): Preview => ({
  ...quiet,
  cells: [{ ...cell, fills: [], clears: [], refused: { code, because: 'Too little rest.' }, findings: [], mend: null }],
});
const saved: Edited = { edit: 'e', done: [cell], refused: [], position: '2' };

/** A desk whose platform answers as told. */
function deskWith({
  preview = quiet,
  edit = async () => saved,
}: {
  preview?: Preview | ((asked: readonly CellEdit[]) => Promise<Preview>);
  edit?: EditsApi['edit'];
} = {}) {
  const told: string[] = [];
  const sent: Parameters<EditsApi['edit']>[0][] = [];
  let ids = 0;
  forgetUnsaved();
  const unsaved = unsavedOf('r');
  const store = boardStore((run) => run());
  const undone = {
    words: 'LD into 1 cell',
    undone: [cell],
    kept: [{ ...cell, because: 'Priya changed it since.' }],
    position: '3',
  };
  const desk = editDesk({
    api: {
      preview: async ({ cells }) => (typeof preview === 'function' ? preview(cells) : preview),
      edit: (asked) => {
        sent.push(asked);
        return edit(asked);
      },
      undo: async () => undone,
      redo: async () => undone,
      mine: async () => ({ undo: null, redo: null }),
      patterns: async () => [],
      patternCells: async () => [],
      inWords: (error) => (error as Error).message,
      isLost: () => true,
    },
    store,
    unsaved,
    say: (text) => told.push(text),
    alert: (text) => told.push(`! ${text}`),
    saved: () => {},
    lost: () => told.push('lost'),
    codeOf: () => 'LD',
    newId: () => `e${++ids}`,
    now: () => 0,
  });
  return { desk, store, unsaved, told, sent, mark: () => store.mark(cell.person, cell.date)?.state ?? null };
}

test('what nothing speaks against is written at once', async () => {
  const { desk, sent, told, mark } = deskWith();
  await desk.propose(LD);
  expect([sent.length, told, mark()]).toEqual([1, ['LD into 1 cell: saved.'], 'saved']);
  expect(desk.state()).toMatchObject({ proposal: null, sending: 0, last: { code: 'LD' } });
});

test('an edit on its way looks so until the platform has taken it', async () => {
  let answer = (_edited: Edited) => {};
  const { desk, mark } = deskWith({ edit: () => new Promise((resolve) => (answer = resolve)) });
  const written = desk.commit(LD);
  await Promise.resolve();
  expect([mark(), desk.state().sending]).toEqual(['sent', 1]);
  answer(saved);
  await written;
  expect(mark()).toBe('saved');
});

test('a breach waits for a reason, and Escape leaves all as it was', async () => {
  const { desk, sent, told } = deskWith({ preview: refusing('hard-rule') });
  await desk.propose(LD);
  await desk.confirm();
  expect([sent.length, told.at(-1)]).toEqual([
    0,
    '! This needs a reason: press Control, Shift and Enter, or Escape to leave it.',
  ]);
  const override = { reason: 'Nobody else', role: 'Rota manager', expires: '2026-04-01' };
  await desk.confirm({ override });
  expect(sent[0]).toMatchObject({ override, partly: false });
  await desk.propose(LD);
  expect([desk.leave(), desk.leave(), sent.length]).toEqual([true, false, 1]);
});

test('what can’t be had stops all of it, unless the rest is wanted', async () => {
  const { desk, sent } = deskWith({ preview: refusing('no-place') });
  await desk.propose(LD);
  await desk.confirm();
  expect(sent).toHaveLength(0);
  await desk.confirm({ partly: true });
  expect(sent[0]?.partly).toBe(true);
});

test('a refused cell gets its old value back and its reason is kept, to be tried again or forgotten', async () => {
  const refused = { ...cell, code: 'changed-meanwhile', because: 'Priya set N at 10:42:07.' };
  const { desk, unsaved, mark, told } = deskWith({ edit: async () => ({ ...saved, done: [], refused: [refused] }) });
  await desk.commit(LD);
  expect([mark(), told.at(-1)]).toEqual(['refused', '! LD into 1 cell: 1 cell not saved. Priya set N at 10:42:07.']);
  const [one] = unsaved.all();
  expect(one).toMatchObject({ plan: { edits: LD.edits }, because: [{ why: 'Priya set N at 10:42:07.' }] });
  desk.forget(one?.id ?? '');
  expect([mark(), unsaved.all()]).toEqual([null, []]);
});

test('an edit that nobody answered is not saved, and is not sent again by itself', async () => {
  const { desk, sent, unsaved, mark, told } = deskWith({
    edit: () => Promise.reject(new Error('Weft can’t be reached.')),
  });
  await desk.commit(LD);
  expect([mark(), sent.length, unsaved.all().length, told[0]]).toEqual(['refused', 1, 1, 'lost']);
});

test('edits go one after the other, in the order in which they were made', async () => {
  const order: string[] = [];
  const edit: EditsApi['edit'] = async ({ cells }) => {
    const code = JSON.stringify(cells[0]?.set);
    order.push(`begin ${code}`);
    await Promise.resolve();
    order.push(`end ${code}`);
    return saved;
  };
  const { desk } = deskWith({ edit });
  await Promise.all([desk.commit(LD), desk.commit(planOf({ ...cell, set: { clear: true } }))]);
  expect(order).toEqual(['begin {"code":"LD"}', 'end {"code":"LD"}', 'begin {"clear":true}', 'end {"clear":true}']);
});

test('undo tells what it kept because somebody changed it since', async () => {
  const { desk, told } = deskWith();
  await desk.undo();
  expect(told).toEqual(['Undone: LD into 1 cell, 1 cell. Kept: Priya changed it since.']);
});

const CLEAR = planOf({ ...cell, set: { clear: true } });
const OTHER = planOf({ ...cell, person: 'Bea', set: { clear: true } });

test('what is asked for while another edit is looked at takes its turn: both are written, in that order', async () => {
  const { desk, sent } = deskWith();
  await Promise.all([desk.propose(CLEAR), desk.propose(OTHER), desk.commit(LD)]);
  expect(sent.map(({ cells }) => cells)).toEqual([CLEAR.edits, OTHER.edits, LD.edits]);
});

test('what would have to be looked at, and was overtaken by another edit, is kept with its reason', async () => {
  const preview = async ([one]: readonly CellEdit[]) => (one?.person === 'Ada' ? refusing('hard-rule') : quiet);
  const { desk, sent, unsaved, told } = deskWith({ preview });
  await Promise.all([desk.propose(CLEAR), desk.propose(OTHER)]);
  expect(sent.map(({ cells }) => cells)).toEqual([OTHER.edits]);
  expect(unsaved.all()).toMatchObject([
    { plan: { edits: CLEAR.edits }, because: [{ ...cell, why: 'Too little rest.' }] },
  ]);
  expect(told).toContain('! LD into 1 cell: not saved. Too little rest.');
});

test('what was left before its turn came is not written', async () => {
  const { desk, sent } = deskWith();
  const all = [desk.propose(CLEAR), desk.propose(OTHER)];
  desk.leave();
  await Promise.all(all);
  expect(sent.map(({ cells }) => cells)).toEqual([CLEAR.edits]);
});

test('what was not saved outlives the page, until somebody else signs in', async () => {
  const { desk, unsaved } = deskWith({ edit: () => Promise.reject(new Error('Weft can’t be reached.')) });
  await desk.commit(LD);
  expect([unsavedOf('r').all(), unsavedOf('other').all(), rotaWithUnsaved()]).toEqual([unsaved.all(), [], 'r']);
  forgetUnsaved();
  expect([unsaved.all(), rotaWithUnsaved()]).toEqual([[], null]);
});
