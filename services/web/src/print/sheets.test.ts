import { describe, expect, test } from 'vitest';
import type { Board } from '../board/board-data.ts';
import { bySite, byWeek, legendOf } from './sheets.ts';

const duty = (id: string, date: string, more: object = {}) => ({
  id,
  code: 'LD',
  role: 'Nurse',
  site: 'A',
  siteName: 'Site A',
  date,
  start: `${date}T08:00:00Z`,
  end: `${date}T20:30:00Z`,
  count: 1,
  filled: [{ person: 'p1' }],
  withdrawn: false,
  ...more,
});
const dates = ['2026-03-02', '2026-03-03', '2026-03-09'];
const board = {
  days: dates.map((date) => ({ date })),
  people: [
    { person: 'p1', name: 'Ada Example', leave: [] },
    { person: 'p2', name: 'Bo Sample', leave: [{ kind: 'annual', from: '2026-03-02', to: '2026-03-03' }] },
  ],
  duties: [
    duty('1', '2026-03-02'),
    duty('2', '2026-03-03', { count: 2 }),
    duty('3', '2026-03-09', { site: 'B', siteName: 'Site B', code: 'N', filled: [{ person: 'p2' }] }),
    duty('4', '2026-03-09', { withdrawn: true }),
  ],
} as unknown as Board;

describe('sheets', () => {
  test('a sheet for each week has everybody, their codes and leave, and the gaps of each day', () => {
    const [first, second] = byWeek(board);
    expect(first).toMatchObject({
      title: expect.stringMatching(/^Week of Monday,? 2 March 2026$/),
      days: dates.slice(0, 2),
      rows: [{ cells: ['LD', 'LD'] }, { cells: ['L', ''] }],
      gaps: [0, 1],
    });
    expect(second?.rows.map(({ cells }) => cells)).toEqual([[''], ['N']]);
  });

  test('a sheet for each site has those who work there', () => {
    expect(bySite(board).map(({ title, rows }) => [title.split(',')[0], rows.map(({ name }) => name)])).toEqual([
      ['Site A', ['Ada Example']],
      ['Site B', ['Bo Sample']],
    ]);
  });

  test('the legend says what each code means, once', () => {
    expect(legendOf(board)).toEqual([
      { code: 'LD', words: 'Nurse, Site A, 08:00 to 20:30' },
      { code: 'N', words: 'Nurse, Site B, 08:00 to 20:30' },
    ]);
  });
});
