import { describe, expect, test } from 'vitest';
import { type BoardAddress, daysShown, inView, moved, readAddress, writeAddress } from './address.ts';

const TODAY = '2026-03-11';
const read = (text: string) => readAddress(new URLSearchParams(text), TODAY);
const period = { from: '2026-03-04', to: '2026-05-01' };

describe('the address of a board', () => {
  test('without anything shows people over two weeks from this Monday', () => {
    expect(read('')).toMatchObject({ view: 'people', from: '2026-03-09', weeks: 2, cell: null, asAt: null, page: 1 });
  });

  test('shows a colleague the same on a later day', () => {
    const address: BoardAddress = {
      view: 'heat',
      from: '2026-03-02',
      weeks: 'all',
      cell: { person: 'p1', date: '2026-03-04' },
      asAt: '2026-03-03T06:59:00.000Z',
      since: '2026-03-02T06:59:00.000Z',
      beside: ['r2', 'r3'],
      filters: {
        site: ['RH5A8', 'RBD01'],
        role: ['registrar, ENT'],
        employer: ['RH5'],
        grade: ['StR'],
        skill: ['a&b'],
        only: 'gaps',
        name: 'Zoë',
      },
      ask: 'gaps next week',
      page: 3,
    };
    const link = writeAddress(address).toString();
    expect(readAddress(new URLSearchParams(link), '2027-01-01')).toEqual(address);
    expect(readAddress(writeAddress(read('')), '2027-01-01')).toEqual(read(''));
  });

  test('that makes no sense is read as if it were not there', () => {
    const address = read('view=moon&from=2026-02-31x&weeks=7&cell=p1,soon&asAt=then&only=all&page=-2');
    expect(address).toEqual(read(''));
  });
});

test('the whole rota is shown from its first day to its last, half a year at most', () => {
  expect(daysShown(read('weeks=all'), period)).toEqual(period);
  expect(daysShown(read('weeks=all'), { from: '2026-01-01', to: '2027-01-01' }).to).toBe('2026-07-04');
  expect(daysShown(read('view=hours&from=2026-03-29'), period)).toEqual({ from: '2026-03-29', to: '2026-03-30' });
});

test('a day by the hour is that of the chosen cell, else today, else the first one shown', () => {
  expect(inView(read('from=2026-03-09&cell=p1,2026-03-12'), 'hours', TODAY).from).toBe('2026-03-12');
  expect(inView(read('from=2026-03-09'), 'hours', TODAY).from).toBe(TODAY);
  expect(inView(read('from=2026-04-06'), 'hours', TODAY).from).toBe('2026-04-06');
  expect(inView(read('view=hours&from=2026-03-12'), 'people', TODAY).from).toBe('2026-03-09');
});

test('earlier and later end at the rota’s ends', () => {
  expect(moved(read('from=2026-03-09'), 1, period).from).toBe('2026-03-23');
  expect(moved(read('from=2026-03-09'), -1, period).from).toBe('2026-03-02');
  expect(moved(read('from=2026-04-20'), 1, period).from).toBe('2026-04-27');
  expect(moved(read('view=hours&from=2026-04-30'), 1, period).from).toBe('2026-04-30');
});
