import { expect, test } from 'vitest';
import { aDuty, aFinding, aPerson, aPicture, held } from './picture.fixture.ts';
import { joined } from './picture.ts';

test('somebody who is on two rotas stands once among those of both, and is not elsewhere at a duty that is shown', () => {
  const busy = (duty: string) => ({
    date: '2026-03-02',
    start: '2026-03-02T08:00:00Z',
    end: '2026-03-02T17:00:00Z',
    place: { duty, rota: 'r2', siteName: 'Yeovil' },
  });
  const both = joined([
    aPicture({
      people: [aPerson('bo'), aPerson('ada', { elsewhere: [busy('d2'), busy('d9')] })],
      duties: [aDuty('d1')],
    }),
    aPicture({
      people: [aPerson('ada')],
      duties: [aDuty('d2', { start: '2026-03-01T08:00:00Z', filled: held('ada') })],
    }),
  ]);
  expect(both.people.map(({ person }) => person)).toEqual(['ada', 'bo']);
  expect(both.people[0]?.elsewhere.map(({ place }) => place?.duty)).toEqual(['d9']);
  expect(both.duties.map(({ id }) => id)).toEqual(['d2', 'd1']);
});

test('a finding that both rotas tell stands once, and a withdrawn duty not at all', () => {
  const finding = aFinding('ada', ['d1']);
  const both = joined([
    aPicture({ findings: [finding] }),
    aPicture({ findings: [finding, aFinding('bo', [])], duties: [aDuty('d3', { withdrawn: true })] }),
  ]);
  expect(both.findings).toHaveLength(2);
  expect(both.duties).toEqual([]);
});
