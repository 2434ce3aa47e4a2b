import type { Recorded } from '@weft/eventing';
import { expect, test } from 'vitest';
import { type DutyEvent, dutyCleared, dutyFilled, dutyOpened, dutyWithdrawn } from '../duty/events.ts';
import { aDuty, aPlace, ids } from '../testing.ts';
import { sentenceOf } from './sentences.ts';

const names = {
  person: (id: string) => ({ p1: 'Ada Example', p2: 'Bo Sample', m1: 'Mia Manager' })[id] ?? id,
  organisation: (code: string) => `Trust ${code}`,
  site: (code: string) => `Hospital ${code}`,
};
const told = (event: DutyEvent, reason?: string) =>
  sentenceOf(
    {
      ...event,
      id: 'e1',
      stream: 'duty-d1',
      revision: 0,
      position: '1'.padStart(20, '0'),
      metadata: {
        commandId: 'c1',
        at: '2026-02-01T09:00:00.000Z',
        actor: { person: 'm1', organisation: 'RA4' },
        ...(reason && { reason }),
      },
    } as Recorded<DutyEvent>,
    names,
  );

test('who, when, why and under which rules: a filled duty says all four', () => {
  const [, filled] = aPlace(aDuty('d1'), 'p1');
  expect(told(filled, 'Asked for it')).toEqual({
    at: '2026-02-01T09:00:00.000Z',
    by: 'Mia Manager',
    organisation: 'Trust RA4',
    text: 'Filled with Ada Example (Trust RA4) by hand.',
    reason: 'Asked for it',
    rulePack: 'EN-RD-2016:2019-refresh',
    event: 'e1',
    cause: null,
  });
});

test('a duty says what it is when it is opened, by the clock of London', () => {
  const summer = aDuty('d1', {
    start: '2026-07-01T07:00:00Z',
    end: '2026-07-01T19:30:00Z',
    date: '2026-07-01',
    code: 'LD',
  });
  expect(told(dutyOpened.create(summer)).text).toBe(
    'Opened by hand: LD, 1 × registrar (ENT) at Hospital RA430, 2026-07-01 08:00 to 20:30.',
  );
});

test('an override is told with its rule, role, reason and end', () => {
  const [, filled] = aPlace(aDuty('d1'), 'p1');
  const finding = {
    rule: 'RD-72',
    person: 'p1',
    severity: 'hard' as const,
    from: '2026-03-02T00:00:00Z',
    to: '2026-03-09T00:00:00Z',
    value: 74,
    limit: 72,
    unit: 'hours' as const,
    duties: ['d1'],
    mend: 'x',
  };
  const override = { reason: 'Nobody else', role: 'Medical director', expires: '2026-04-01', findings: [finding] };
  expect(told(dutyFilled.create({ ...filled.data, how: 'auto', why: 'The only one.', override })).text).toBe(
    'Filled with Ada Example (Trust RA4) by the roster. Why: The only one. Let stand in spite of RD-72, as Medical director, until 2026-04-01: Nobody else',
  );
});

test('a place that went to somebody else names both', () => {
  const place = { duty: ids.duty('d1'), rota: ids.rota('ent'), person: ids.person('p1'), booking: ids.booking('b1') };
  const reassigned = { ...place, because: 'reassigned' as const, movedTo: null, reassignedTo: ids.person('p2') };
  expect(told(dutyCleared.create(reassigned)).text).toBe('Ada Example gave the place to Bo Sample.');
  expect(told(dutyWithdrawn.create({ duty: place.duty, rota: place.rota, because: 'template' })).text).toBe(
    'Withdrawn: the demand no longer asks for it.',
  );
});
