import { expect, test } from 'vitest';
import { cellsOf, openCodes } from './cells.ts';
import { aGrid } from './grid.fixture.ts';
import { boardStore } from './store.ts';

const before = aGrid({
  people: ['Ada', 'Bo', 'Cy'],
  duties: [
    ['d1', 'LD', 0, 2, 'Ada', 'Bo'],
    ['d2', 'N', 1, 1, 'Bo*'],
    ['d3', 'N', 2, 1],
  ],
  findings: [['Bo', 1, 'hard']],
});

/** Who has what on which day, and how many places are empty. */
function drawn(store: ReturnType<typeof boardStore>) {
  const cells = store.cells() ?? cellsOf(before);
  return Object.fromEntries(
    cells.grid.people.map(({ name }, row) => [
      name,
      cells.grid.days
        .map((_day, column) =>
          cells
            .held(row, column)
            .map(({ kind }) => kind.code)
            .join('+'),
        )
        .join('|'),
    ]),
  );
}

function loaded() {
  const due: (() => void)[] = [];
  const store = boardStore((run) => due.push(run));
  store.replace(before, store.revision());
  const heard: string[] = [];
  for (const person of ['Ada', 'Bo', 'Cy']) store.subscribeRow(person, () => heard.push(person));
  return { store, heard, frame: () => due.splice(0).map((run) => run()) };
}

test('a board is looked up by person and day', () => {
  const { store } = loaded();
  expect(drawn(store)).toEqual({ Ada: 'LD||', Bo: 'LD|N|', Cy: '||' });
  const cells = cellsOf(before);
  expect([cells.worst(1, 1), cells.worst(0, 0), cells.held(1, 1)[0]?.isPinned]).toEqual([3, 0, true]);
  expect(openCodes(cells, 2).map(({ kind, missing }) => [kind.code, missing])).toEqual([['N', 1]]);
  expect(openCodes(cells, 0)).toEqual([]);
});

test('rows that came are laid over the board, and only they are told, once a frame', () => {
  const { store, heard, frame } = loaded();
  const part = aGrid({ people: ['Cy'], duties: [['d3', 'N', 2, 1, 'Cy']], position: '2' });
  store.merge(part, { people: ['Cy'], duties: ['d3'] }, store.revision());
  store.merge(part, { people: ['Cy'], duties: ['d3'] }, store.revision());
  expect(heard).toEqual([]);
  frame();
  expect([drawn(store), heard]).toEqual([{ Ada: 'LD||', Bo: 'LD|N|', Cy: '||N' }, ['Cy']]);
});

test('a place that went to somebody else leaves its old holder', () => {
  const { store, heard, frame } = loaded();
  const part = aGrid({
    people: ['Ada', 'Bo'],
    duties: [
      ['d2', 'N', 1, 1, 'Ada'],
      ['d1', 'LD', 0, 2, 'Ada', 'Bo'],
    ],
  });
  store.merge(part, { people: ['Ada', 'Bo'], duties: ['d2'] }, store.revision());
  frame();
  expect(drawn(store)).toEqual({ Ada: 'LD|N|', Bo: 'LD||', Cy: '||' });
  expect(heard.sort()).toEqual(['Ada', 'Bo']);
});

test('a duty that was asked for and is not in the answer is gone; a person who is new comes last', () => {
  const { store } = loaded();
  store.merge(
    aGrid({ people: ['Bo', 'Di'], duties: [['d9', 'E', 2, 1, 'Di']] }),
    {
      people: ['Bo', 'Di'],
      duties: ['d1'],
    },
    store.revision(),
  );
  expect(drawn(store)).toEqual({ Ada: '||', Bo: '||', Cy: '||', Di: '||E' });
  expect(store.cells()?.worst(1, 1)).toBe(0);
});

test('an edit of one’s own shows at once as not saved, stays when it is, and goes when the board tells it', () => {
  const { store, heard } = loaded();
  const cell = { person: 'Cy', date: '2026-03-04' };
  store.show('e1', [{ ...cell, codes: ['N'], isPinned: null }]);
  expect([store.mark(cell.person, cell.date)?.state, heard]).toEqual(['sent', ['Cy']]);
  store.settled('e1', [{ ...cell, state: 'saved', why: null }]);
  expect(store.mark(cell.person, cell.date)?.state).toBe('saved');
  store.merge(aGrid({ people: ['Ada'], duties: [] }), { people: ['Ada'], duties: [] }, store.revision());
  expect(store.mark(cell.person, cell.date)?.state).toBe('saved');
  const drawnNow = aGrid({ people: ['Cy'], duties: [] });
  store.merge(drawnNow, { people: ['Cy'], duties: [] }, 1);
  expect(store.mark(cell.person, cell.date)?.state).toBe('saved');
  store.merge(drawnNow, { people: ['Cy'], duties: [] }, store.revision());
  expect(store.mark(cell.person, cell.date)).toBeNull();
});

test('a refused edit keeps its reason, through boards that come, until it is forgotten', () => {
  const { store } = loaded();
  const cell = { person: 'Cy', date: '2026-03-04' };
  store.show('e1', [{ ...cell, codes: ['N'], isPinned: null }]);
  store.settled('e1', [{ ...cell, state: 'refused', why: 'Priya was first.' }]);
  store.replace(before, store.revision());
  expect(store.mark(cell.person, cell.date)).toMatchObject({ state: 'refused', why: 'Priya was first.' });
  store.forget('e1');
  expect(store.mark(cell.person, cell.date)).toBeNull();
});

test('an answer to an edit that a later one has overtaken changes nothing', () => {
  const { store } = loaded();
  const cell = { person: 'Cy', date: '2026-03-04' };
  store.show('e1', [{ ...cell, codes: ['N'], isPinned: null }]);
  store.show('e2', [{ ...cell, codes: ['LD'], isPinned: null }]);
  store.settled('e1', [{ ...cell, state: 'saved', why: null }]);
  expect(store.mark(cell.person, cell.date)).toMatchObject({ edit: 'e2', state: 'sent' });
});
