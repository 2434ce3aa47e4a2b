import { specify } from '@weft/eventing/testing';
import { describe, expect, test } from 'vitest';
import { aRota, ids } from '../testing.ts';
import { rotaStream } from './decider.ts';
import {
  publicationApproved,
  publicationDeclined,
  publicationRequested,
  rotaExtended,
  rotaOpened,
  rotaPublished,
} from './events.ts';

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

describe('a publication in two steps', () => {
  const ada = ids.person('ada');
  const bo = ids.person('bo');
  const ask = (person = ada, changes: Record<string, unknown> = {}) =>
    ({ ...publish(changes), type: 'RequestPublication', person, organisation: ids.organisation('RA4') }) as const;
  const approve = (person = bo, changes: Record<string, unknown> = {}) =>
    ({ ...publish(changes), type: 'ApprovePublication', person }) as const;
  const requested = publicationRequested.create({
    rota: rota.rota,
    version: 1,
    at: publish().at,
    person: ada,
    organisation: ids.organisation('RA4'),
    gaps: 3,
    overridden: 0,
  });
  const approved = publicationApproved.create({
    rota: rota.rota,
    version: 1,
    at: publish().at,
    requestedBy: ada,
    requestedAt: publish().at,
  });
  const declined = publicationDeclined.create({ rota: rota.rota, version: 1, because: 'Nights are unfair' });

  test('is asked for by one and approved by another: both stamps are there', () => {
    given(opened).when(ask()).yields(requested);
    given(opened, requested).when(approve()).yields(approved, published(1));
  });

  test('is not approved by who asked for it, nor where nobody asked', () => {
    given(opened, requested).when(approve(ada)).refuses('own-request');
    given(opened).when(approve()).refuses('not-requested');
    given(opened, requested, approved, published(1)).when(approve()).refuses('not-requested');
  });

  test('is asked for once; somebody else approves or declines that first', () => {
    given(opened, requested).when(ask()).yields();
    given(opened, requested).when(ask(bo)).refuses('already-requested');
    given(opened, requested).when({ type: 'DeclinePublication', because: 'Nights are unfair' }).yields(declined);
    given(opened, requested, declined).when(approve()).refuses('not-requested');
    given(opened, requested, declined)
      .when(ask(bo))
      .yields({ ...requested, data: { ...requested.data, person: bo } });
    given(opened).when({ type: 'DeclinePublication', because: 'Nights are unfair' }).yields();
  });

  test('stops at an open hard finding at both steps, whatever happened in between', () => {
    given(opened)
      .when(ask(ada, { open: [finding] }))
      .refuses('hard-findings-open');
    given(opened, requested)
      .when(approve(bo, { open: [finding] }))
      .refuses('hard-findings-open');
    given(opened, published(1))
      .when(ask(ada, { isChanged: false }))
      .refuses('nothing-changed');
  });

  test('is settled by a publication in one step', () => {
    given(opened, requested, published(1)).when(approve()).refuses('not-requested');
  });
});
