import { specify } from '@weft/eventing/testing';
import { describe, expect, test } from 'vitest';
import { aRota } from '../testing.ts';
import { rotaStream } from './decider.ts';
import { rotaExtended, rotaOpened, rotaPublished } from './events.ts';

const given = specify(rotaStream.decider);
const rota = aRota();
const opened = rotaOpened.create(rota);
const publish = (changes: Record<string, unknown> = {}) =>
  ({
    type: 'PublishRota',
    at: '2026-01-19T12:00:00.000Z',
    open: [],
    overridden: 0,
    gaps: 3,
    isChanged: true,
    ...changes,
  }) as const;
const finding = {
  rule: 'RD-72',
  person: 'p1',
  severity: 'hard' as const,
  from: '2026-03-02T08:00:00.000Z',
  to: '2026-03-09T08:00:00.000Z',
  value: 74,
  limit: 72,
  unit: 'hours' as const,
  duties: ['d1'],
  mend: 'Take 2 h of work out of these 168 hours.',
};
const published = (version: number) =>
  rotaPublished.create({
    rota: rota.rota,
    version,
    period: rota.period,
    at: '2026-01-19T12:00:00.000Z',
    leadDays: 42,
    leadDaysAsked: 42,
    gaps: 3,
    overridden: 0,
    rulePack: 'EN-RD-2016:2019-refresh..v13 WTR:1998',
  });

describe('a rota', () => {
  test('is opened once under an id', () => {
    given().when({ type: 'OpenRota', rota }).yields(opened);
    given(opened).when({ type: 'OpenRota', rota }).yields();
    given(opened)
      .when({ type: 'OpenRota', rota: { ...rota, name: 'Another' } })
      .refuses('rota-exists');
  });

  test('covers at least a day and at most two years', () => {
    const of = (from: string, to: string) => ({ type: 'OpenRota', rota: { ...rota, period: { from, to } } }) as const;
    given().when(of('2026-03-02', '2026-03-02')).refuses('period-empty');
    given().when(of('2026-03-02', '2028-03-03')).refuses('period-too-long');
  });

  test('grows at its end only', () => {
    given(opened)
      .when({ type: 'ExtendRota', to: '2026-03-23' })
      .yields(rotaExtended.create({ rota: rota.rota, to: '2026-03-23' }));
    given(opened).when({ type: 'ExtendRota', to: '2026-03-09' }).refuses('not-later');
    given().when({ type: 'ExtendRota', to: '2026-03-09' }).refuses('no-such-rota');
  });

  test('is published in versions, each with its days of notice', () => {
    given(opened).when(publish()).yields(published(1));
    given(opened, published(1)).when(publish()).yields(published(2));
  });

  test('is not published while a hard finding is open: the refusal lists it', () => {
    const refusal = given(opened)
      .when(publish({ open: [finding] }))
      .refuses('hard-findings-open');
    expect(refusal.details).toEqual({ findings: [finding] });
  });

  test('is not published again while nothing has changed', () => {
    given(opened, published(1))
      .when(publish({ isChanged: false }))
      .refuses('nothing-changed');
    given(opened)
      .when(publish({ isChanged: false }))
      .yields(published(1));
  });
});
