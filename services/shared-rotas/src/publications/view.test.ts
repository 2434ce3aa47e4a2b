import { expect, test } from 'vitest';
import { publicationApproved, publicationDeclined, publicationRequested, rotaPublished } from '../rota/events.ts';
import { aRota, ids, projected } from '../testing.ts';
import { publicationsView } from './view.ts';

const { rota, period } = aRota();
const at = '2026-01-02T00:00:00.000Z';
const asked = (version: number) =>
  publicationRequested.create({
    ...{ rota, version, at, person: ids.person('ada'), organisation: ids.organisation('RA4') },
    ...{ gaps: 0, overridden: 0 },
  });
const published = (version: number) =>
  rotaPublished.create({
    ...{ rota, version, period, at, leadDays: 50, leadDaysAsked: 42, gaps: 0, overridden: 0, rulePack: 'x' },
  });

test('a request stands open until it is declined, approved, or passed by a publication in one step', () => {
  const world = projected([publicationsView]);
  const stands = () =>
    world.rows
      .all<{ version: number; stands: string; because: string | null }>(
        'SELECT version, stands, because FROM publication_requests ORDER BY position',
      )
      .map((row) => [row.version, row.stands, row.because]);
  world.take(at, asked(1));
  expect(stands()).toEqual([[1, 'open', null]]);
  world.take(at, publicationDeclined.create({ rota, version: 1, because: 'Thin' }), asked(1));
  world.take(
    at,
    publicationApproved.create({ rota, version: 1, at, requestedBy: ids.person('ada'), requestedAt: at }),
    published(1),
    asked(2),
    published(2),
  );
  expect(stands()).toEqual([
    [1, 'declined', 'Thin'],
    [1, 'approved', null],
    [2, 'passed', null],
  ]);
});
