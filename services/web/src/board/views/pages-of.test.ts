import { expect, test } from 'vitest';
import { dayWords } from './day-words.ts';
import { partOf } from './pages-of.ts';
import { aDuty, aFinding, aPerson, aPicture, held } from './picture.fixture.ts';

const people = Array.from({ length: 60 }, (_, index) => aPerson(`p${index}`));
const days = Array.from({ length: 28 }, (_, index) => ({
  date: `2026-03-${String(index + 1).padStart(2, '0')}`,
  weekday: 1,
  publicHoliday: null,
  hours: 24,
}));

test('pages hold 25 people by 14 days, all people first', () => {
  const third = partOf({ people, days }, 3);
  expect([third.pages, third.people.length, third.days[0]?.date, third.words]).toEqual([
    6,
    10,
    '2026-03-01',
    'people 51 to 60 of 60',
  ]);
  expect(partOf({ people, days }, 4)).toMatchObject({ page: 4, words: 'people 1 to 25 of 60' });
  expect(partOf({ people, days }, 4).days[0]?.date).toBe('2026-03-15');
});

test('past the last page is the last, and nobody is one empty page', () => {
  expect(partOf({ people, days }, 99).page).toBe(6);
  expect(partOf({ people: [], days: [] }, 2)).toMatchObject({ page: 1, pages: 1, words: 'no people' });
});

test('a day is told in signs and in words, and a finding on each day that it touches', () => {
  const tell = dayWords(
    aPicture({
      people: [aPerson('ada', { leave: [{ kind: 'study', days: ['2026-03-04'] }] })],
      duties: [
        aDuty('d1', { filled: [{ person: 'ada', employers: ['RH5'], pinned: true }] }),
        aDuty('d2', { filled: held('bo') }),
      ],
      findings: [aFinding('ada', ['d1'], { days: ['2026-03-02', '2026-03-03'] })],
    }),
  );
  expect(tell('ada', '2026-03-02')).toEqual({
    text: 'LD•!',
    words: ['LD registrar, Musgrove Park, 08:00 to 20:30', 'pinned', 'breach: Rest of 9 h, 11 h are needed.'],
  });
  expect(tell('ada', '2026-03-03').text).toBe('!');
  expect(tell('ada', '2026-03-04')).toEqual({ text: 'L', words: ['study leave'] });
  expect(tell('ada', '2026-03-05')).toEqual({ text: '', words: [] });
});
