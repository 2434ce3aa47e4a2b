import type { Actor } from '@weft/service-kit';
import { beforeEach, expect, test } from 'vitest';
import { now } from '../board/moment.ts';
import { dutyNow, rotaAt } from '../board/state.ts';
import { boardView } from '../board/view.ts';
import { dutyOpened } from '../duty/events.ts';
import { networkIn } from '../facts/network-facts.ts';
import { findingsJudge } from '../findings/judge.ts';
import { gapsIn } from '../gaps/gaps.ts';
import { reasonsOf } from '../gaps/reasons.ts';
import { linesView } from '../lines/view.ts';
import { overridesView } from '../overrides/view.ts';
import { rotaOpened } from '../rota/events.ts';
import { aDuty, aPlace, aRota, hearNetwork, hearPerson, type Projected, projected } from '../testing.ts';
import { askAll } from './ask.ts';
import { groupOf } from './group.ts';

const manager: Actor = { person: 'm1', organisation: 'RA4', roles: ['rota-manager'] };
let world: Projected;
const early = aDuty('early', { start: '2026-03-03T06:00:00Z', end: '2026-03-03T12:00:00Z', date: '2026-03-03' });
const late = aDuty('late', { start: '2026-03-02T14:00:00Z', end: '2026-03-02T22:00:00Z' });

const sources = (today = '2026-02-01') => ({
  rows: world.rows,
  network: networkIn(world.rows),
  judge: findingsJudge(),
  actor: manager,
  today,
  holidayOn: () => null,
});
const ask = (givingUp = false, today?: string) =>
  askAll(sources(today), {
    rota: rotaAt(world.rows, 'ent', now)!,
    state: dutyNow(world.rows, 'early')!,
    enough: 50,
    givingUp,
  }).answers;

beforeEach(() => {
  world = projected([boardView, linesView, overridesView]);
  hearNetwork(world);
  world.take('2026-01-01T00:00:00.000Z', rotaOpened.create(aRota()), dutyOpened.create(early), dutyOpened.create(late));
  hearPerson(world, { person: 'p1', name: 'Ada Example' });
  hearPerson(world, { person: 'p2', name: 'Bo Sample', wte: 1 });
  hearPerson(world, { person: 'p3', name: 'Cy Nurse', grade: 'nurse' });
  hearPerson(world, { person: 'p4', name: 'Di Visitor', employer: 'RBD' });
});

const visiting = (credentials: string[]) =>
  world.hear('network.ArrangementRecorded.v1', {
    id: 'visit',
    name: 'Visiting ENT',
    type: 'visiting-service',
    from: '2026-01-01',
    to: null,
    providers: ['RBD'],
    hosts: ['RA4'],
    sites: ['RA430'],
    services: [],
    staffGroups: [],
    parties: {
      employer: null,
      payer: null,
      hostSite: null,
      hostOrganisation: null,
      operator: null,
      governance: null,
      indemnifier: null,
      dataController: null,
      rotaOwner: null,
    },
    credentials,
  });

test('the person furthest below their hours comes first, and nobody of the rota is left out', () => {
  expect(ask().map(({ person, rank, ok, stop }) => [person, rank, ok, stop])).toEqual([
    ['p2', 1, true, null],
    ['p1', 2, true, null],
    ['p3', 3, false, 'grade-mismatch'],
  ]);
});

test('a person whom a rule would stop is listed after with the finding and its mend', () => {
  world.take('2026-01-02T00:00:00.000Z', ...aPlace(late, 'p2'));
  const answers = ask();
  expect(answers.map(({ person }) => person)).toEqual(['p1', 'p2', 'p3']);
  const [finding] = answers[1]!.findings;
  expect(answers[1]).toMatchObject({ ok: false, stop: 'rules' });
  expect(finding).toMatchObject({ rule: 'WTR-DAILY', severity: 'hard' });
  expect(answers[1]!.reasons[0]).toContain('RD-REST11');
});

test('whom a rule stops could take it if they gave up another duty of the rota, and somebody who could take that is named', () => {
  world.take('2026-01-02T00:00:00.000Z', ...aPlace(late, 'p2'));
  const [first, second, third] = ask(true);
  expect(first).toMatchObject({ person: 'p1', ok: true, repair: null });
  expect(second).toMatchObject({
    person: 'p2',
    stop: 'rules',
    repair: { giveUp: [{ duty: 'late', taker: { person: 'p1', name: 'Ada Example' } }], disturbed: 2 },
  });
  expect(second!.reasons[1]).toMatch(
    /^Could, if they gave up .* on Mon 2026-03-02 at 14:00 \(Ada Example could take it\)\.$/,
  );
  expect(groupOf(second!)).toBe('giving-up');
  expect(third).toMatchObject({ person: 'p3', repair: null });
});

test('a duty that starts today is not given up', () => {
  world.take('2026-01-02T00:00:00.000Z', ...aPlace(late, 'p2'));
  expect(ask(true, '2026-03-02').find(({ person }) => person === 'p2')!.repair).toBeNull();
});

test('a pinned duty is not given up', () => {
  world.take('2026-01-02T00:00:00.000Z', ...aPlace(late, 'p2', { pinned: true }));
  expect(ask(true).find(({ person }) => person === 'p2')).toMatchObject({ stop: 'rules', repair: null });
});

test('people of a provider are asked only under an arrangement, and only with what the host asks for', () => {
  visiting(['dbs']);
  const visitor = () => ask().find(({ person }) => person === 'p4');
  expect(visitor()).toMatchObject({ ok: false, stop: 'credential-missing', gate: { ok: false } });
  expect(visitor()?.gate.because).toContain('DBS check');
  const credential = { detail: '', from: '2020-01-01', to: null };
  world.hear('workforce.CredentialRecorded.v1', {
    person: 'p4',
    credential: { id: 'c1', kind: 'dbs', host: null, ...credential },
  });
  world.hear('workforce.CredentialRecorded.v1', {
    person: 'p4',
    credential: { id: 'c2', kind: 'induction', host: 'RA4', ...credential },
  });
  expect(visitor()).toMatchObject({ ok: true, arrangement: { id: 'visit' }, rank: 3 });
});

test('a gap says by how many people it is missed, and what stops each', async () => {
  world.take('2026-01-02T00:00:00.000Z', ...aPlace(late, 'p2'));
  expect(await gapsIn(sources(), { rota: 'ent', withReasons: 1 })).toMatchObject([
    {
      duty: 'early',
      missing: 1,
      reasons: [
        { reason: 'WTR-DAILY', people: 1 },
        { reason: 'free', people: 1 },
        { reason: 'grade-mismatch', people: 1 },
      ],
    },
  ]);
  expect(await gapsIn({ ...sources(), actor: { ...manager, organisation: 'RBD' } }, { withReasons: 0 })).toEqual([]);
});

test('reasons are counted, most people first; a place that nobody could be asked for says so', () => {
  const stops = ['on-leave', 'already-working', 'on-leave'].map((stop) => ({ stop, findings: [] }));
  expect(reasonsOf(stops)).toEqual([
    { reason: 'on-leave', people: 2 },
    { reason: 'already-working', people: 1 },
  ]);
  expect(reasonsOf([])).toEqual([{ reason: 'nobody-to-ask', people: 0 }]);
});
