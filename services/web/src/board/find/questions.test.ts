import { describe, expect, test } from 'vitest';
import { daysIn, gapsAsked, questionIn, questionWords } from './questions.ts';

/** A Wednesday. */
const TODAY = '2026-03-11';
const days = (words: string) => {
  const found = daysIn(words, TODAY);
  return found && `${found.from} ${found.to}`;
};

describe('days in words', () => {
  test.each([
    ['this week', '2026-03-09 2026-03-16'],
    ['next week', '2026-03-16 2026-03-23'],
    ['this weekend', '2026-03-14 2026-03-16'],
    ['next weekend', '2026-03-21 2026-03-23'],
    ['tonight', '2026-03-11 2026-03-12'],
    ['tomorrow', '2026-03-12 2026-03-13'],
    ['last Tuesday', '2026-03-10 2026-03-11'],
    ['last wed', '2026-03-04 2026-03-05'],
    ['friday', '2026-03-13 2026-03-14'],
    ['12 April', '2026-04-12 2026-04-13'],
    ['2026-02-01', '2026-02-01 2026-02-02'],
    ['soon', null],
  ])('%s', (words, expected) => {
    expect(days(words)).toBe(expected);
  });
});

describe('a question', () => {
  test('about gaps knows days, site and candidates', () => {
    expect(questionIn('gaps next week with no credentialed candidate', TODAY)).toEqual({
      ask: 'gaps',
      from: '2026-03-16',
      to: '2026-03-23',
      candidate: 'uncredentialed',
      site: null,
    });
    expect(questionIn('Gaps at Yeovil tomorrow', TODAY)).toMatchObject({ site: 'yeovil', from: '2026-03-12' });
    expect(questionIn('gaps nobody can take', TODAY)).toMatchObject({ candidate: 'none', from: TODAY });
  });

  test('about the past, breaches, or who is there is understood, and said again', () => {
    const said = (words: string) => {
      const question = questionIn(words, TODAY);
      return question && questionWords(question);
    };
    expect(said('as it was last tuesday')).toBe('The board as it was on Tue 10 Mar, and what changed since');
    expect(said('what changed since yesterday')).toBe('What changed since the beginning of Tue 10 Mar');
    expect(said('breaches next week')).toBe('Open findings from Mon 16 Mar to Sun 22 Mar');
    expect(said('who is on tonight')).toBe('Who is where on Wed 11 Mar, by the hour');
    expect(said('gaps next week with no credentialed candidate')).toBe(
      'Gaps from Mon 16 Mar to Sun 22 Mar with no credentialed candidate',
    );
    expect(said('last tue')).toBe('The board as it was on Tue 10 Mar, and what changed since');
    expect([said('next tue'), said('Ada Example'), said('12 April')]).toEqual([null, null, null]);
  });

  test('picks the gaps for which nobody is credentialed, or nobody free', () => {
    const gap = (...reasons: string[]) => ({
      siteName: 'Yeovil',
      reasons: reasons.map((reason) => ({ reason, people: 1 })),
    });
    const gaps = [gap('credential-missing'), gap('credential-missing', 'RD-REST'), gap('free', 'grade-missing')];
    const asked = (words: string) => gapsAsked(gaps, questionIn(words, TODAY) as never).map((one) => gaps.indexOf(one));
    expect(asked('gaps with no credentialed candidate')).toEqual([0]);
    expect(asked('gaps nobody can take')).toEqual([0, 1]);
    expect(asked('gaps at yeovil')).toEqual([0, 1, 2]);
    expect(asked('gaps at taunton')).toEqual([]);
  });
});
