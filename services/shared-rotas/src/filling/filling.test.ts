import { randomUUID } from 'node:crypto';
import type { Rejection } from '@weft/eventing';
import type { Actor } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { heldIn } from '../diary/booking.ts';
import { aDuty } from '../testing.ts';
import { manager, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';

const on = (day: string, from: string, to: string) => ({
  date: day,
  start: `${day}T${from}:00Z`,
  end: `${day}T${to}:00Z`,
});
const duties = [
  aDuty('early', on('2026-03-03', '06:00', '12:00')),
  aDuty('noon', on('2026-03-03', '11:00', '17:00')),
  aDuty('late', on('2026-03-02', '14:00', '22:00')),
  aDuty('friday', on('2026-03-06', '08:00', '16:00')),
  aDuty('pair', { ...on('2026-03-05', '08:00', '16:00'), count: 2 }),
  aDuty('past', on('2026-01-30', '08:00', '16:00')),
];
const stranger: Actor = { person: 'm2', organisation: 'RBD', roles: ['rota-manager'] };
let world: WriteSideWorld;
const duty = () => world.call(manager).duties;
const id = () => ({ commandId: randomUUID() });

/** The refusal with which a call ends. */
async function refusal(call: Promise<unknown>): Promise<Rejection> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const { cause } = error as { cause?: { refusal?: Rejection } };
  if (!cause?.refusal) throw new Error(`Expected a refusal, got ${String(error)}`);
  return cause.refusal;
}
const holders = async (of: string) => (await world.streams.duty.state(of)).state.places.map(({ person }) => person);
const diaryOf = async (person: string) =>
  heldIn((await world.streams.diary.state(person)).state)
    .map((booked) => booked.duty)
    .sort();

beforeEach(async () => {
  world = await startWriteSide(duties, ['p1', 'p2', 'p3']);
});
afterEach(() => world.stop());

test('a place is had in the diary and on the duty, and a retry hears the same', async () => {
  const command = { ...id(), duty: 'early', person: 'p1', pin: true };
  const first = await duty().fill(command);
  expect(first).toMatchObject({ duty: 'early', person: 'p1', warnings: [] });
  expect(first.position).not.toBeNull();
  expect(await duty().fill(command)).toEqual(first);
  expect(await holders('early')).toEqual(['p1']);
  expect(await diaryOf('p1')).toEqual(['early']);
  expect((await world.streams.duty.state('early')).state.places[0]).toMatchObject({ pinned: true, how: 'manual' });
});

test('a rule refuses with its findings; an override lets them stand, and says so', async () => {
  await duty().fill({ ...id(), duty: 'late', person: 'p1' });
  const refused = await refusal(duty().fill({ ...id(), duty: 'early', person: 'p1' }));
  expect(refused).toMatchObject({ rejected: 'hard-rule' });
  const { findings } = refused.details as { findings: { rule: string; mend: string; duties: string[] }[] };
  expect(findings.map(({ rule }) => rule)).toContain('WTR-DAILY');
  expect(findings[0]?.duties.sort()).toEqual(['early', 'late']);
  expect(await holders('early')).toEqual([]);
  const override = { reason: 'Nobody else', role: 'Medical director', expires: '2026-04-01' };
  const filled = await duty().fill({ ...id(), duty: 'early', person: 'p1', override });
  expect(filled.overridden.map(({ rule }) => rule)).toContain('WTR-DAILY');
  expect((await world.streams.duty.state('early')).state.places[0]?.override).toMatchObject(override);
});

test('an override that has run out is none', async () => {
  const override = { reason: 'Nobody else', role: 'Medical director', expires: '2026-02-01' };
  expect(await refusal(duty().fill({ ...id(), duty: 'early', person: 'p1', override }))).toMatchObject({
    rejected: 'override-expired',
  });
});

test('time that is taken is refused with the clash, even with an override', async () => {
  await duty().fill({ ...id(), duty: 'early', person: 'p1' });
  const override = { reason: 'Nobody else', role: 'Medical director', expires: '2026-04-01' };
  expect(await refusal(duty().fill({ ...id(), duty: 'noon', person: 'p1', override }))).toMatchObject({
    rejected: 'overlap',
    details: { clash: { duty: 'early', start: '2026-03-03T06:00:00Z' } },
  });
});

test('the gate refuses whoever may not work there, and people whom nobody knows', async () => {
  await world.tell('workforce.EmploymentRecorded.v1', {
    person: 'p3',
    employment: {
      employer: 'RA4',
      assignment: '1',
      pack: 'WTR',
      wte: 1,
      grade: 'nurse',
      staffGroup: 'nursing',
      skills: [],
      homeSite: null,
      annualLeaveDays: 27,
      from: '2020-01-01',
      to: null,
    },
  });
  await world.caughtUp();
  const grade = await refusal(duty().fill({ ...id(), duty: 'early', person: 'p3' }));
  expect(grade.rejected).toBe('grade-mismatch');
  const nobody = await refusal(duty().fill({ ...id(), duty: 'early', person: 'p9' }));
  expect(nobody.rejected).toBe('person-unknown');
});

test('two managers want one place: one has it, the other hears so and the time of their person is free', async () => {
  const calls = ['p1', 'p2'].map((person) => duty().fill({ ...id(), duty: 'friday', person }));
  const done = await Promise.allSettled(calls);
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [winner] = await holders('friday');
  const loser = winner === 'p1' ? 'p2' : 'p1';
  expect((await refusal(calls[loser === 'p1' ? 0 : 1]!)).rejected).toBe('full');
  expect(await diaryOf(loser)).toEqual([]);
});

test('a place that is given back is free, and so is the time; twice is an answer, not an error', async () => {
  await duty().fill({ ...id(), duty: 'early', person: 'p1' });
  const command = { ...id(), duty: 'early', person: 'p1' };
  const cleared = await duty().clear(command);
  expect(await duty().clear(command)).toEqual(cleared);
  expect([await holders('early'), await diaryOf('p1')]).toEqual([[], []]);
  expect((await refusal(duty().clear({ ...command, ...id() }))).rejected).toBe('not-on-duty');
});

test('a move takes the person and the pin along; where the new duty is full, all stays as it was', async () => {
  await duty().fill({ ...id(), duty: 'early', person: 'p1', pin: true });
  const move = { ...id(), from: 'early', to: 'noon', person: 'p1' };
  const moved = await duty().move(move);
  expect(await duty().move(move)).toEqual(moved);
  expect([await holders('early'), await holders('noon')]).toEqual([[], ['p1']]);
  expect((await world.streams.duty.state('noon')).state.places[0]?.pinned).toBe(true);
  await duty().fill({ ...id(), duty: 'friday', person: 'p2' });
  expect((await refusal(duty().move({ ...id(), from: 'noon', to: 'friday', person: 'p1' }))).rejected).toBe('full');
  expect(await diaryOf('p1')).toEqual(['noon']);
  expect(await holders('noon')).toEqual(['p1']);
});

test('a place changes hands in one append, and the time of whoever left is free', async () => {
  await duty().fill({ ...id(), duty: 'friday', person: 'p1' });
  const command = { ...id(), duty: 'friday', from: 'p1', to: 'p2' };
  const first = await duty().reassign(command);
  expect(await duty().reassign(command)).toEqual(first);
  expect(await holders('friday')).toEqual(['p2']);
  expect([await diaryOf('p1'), await diaryOf('p2')]).toEqual([[], ['friday']]);
});

test('many are placed at once: what is stopped comes back with its reason, the rest is filled', async () => {
  const placements = [
    ['late', 'p1'],
    ['early', 'p1'],
    ['friday', 'p1'],
    ['pair', 'p2'],
    ['pair', 'p3'],
    ['friday', 'p9'],
  ].map(([of, person]) => ({ duty: of!, person: person! }));
  const command = { ...id(), placements };
  const answer = await duty().fillMany(command);
  expect(answer.filled).toBe(4);
  expect(answer.refused.map(({ duty: of, code }) => [of, code]).sort()).toEqual([
    ['early', 'hard-rule'],
    ['friday', 'person-unknown'],
  ]);
  expect(await holders('pair')).toEqual(expect.arrayContaining(['p2', 'p3']));
  expect(await duty().fillMany(command)).toEqual(answer);
});

test('a duty that has ended is edited with a reason only', async () => {
  const command = { duty: 'past', person: 'p1' };
  expect((await refusal(duty().fill({ ...id(), ...command }))).rejected).toBe('past-duty');
  await duty().fill({ ...id(), ...command, reason: 'Worked in fact' });
  expect((await refusal(duty().clear({ ...id(), ...command }))).rejected).toBe('past-duty');
  await duty().clear({ ...id(), ...command, reason: 'Was somebody else' });
  expect(await holders('past')).toEqual([]);
});

test('duties are added, pinned and withdrawn by hand; whoever was on them is free', async () => {
  const when = { start: '2026-03-04T08:00:00Z', end: '2026-03-04T12:00:00Z' };
  const fields = { site: 'RA430', service: 'ENT', role: 'registrar', ...when };
  const { duty: added } = await duty().add({ ...id(), rota: 'ent', grades: ['registrar'], ...fields });
  await duty().fill({ ...id(), duty: added, person: 'p1' });
  await duty().pin({ ...id(), duty: added, person: 'p1' });
  expect((await world.streams.duty.state(added)).state.places[0]?.pinned).toBe(true);
  await duty().unpin({ ...id(), duty: added, person: 'p1' });
  await duty().withdraw({ ...id(), duty: added });
  expect(await diaryOf('p1')).toEqual([]);
  expect((await refusal(duty().fill({ ...id(), duty: added, person: 'p1' }))).rejected).toBe('withdrawn');
  await expect(duty().add({ ...id(), rota: 'ent', ...fields, site: 'RBD01' })).rejects.toThrow('RA430');
});

test('another organisation finds no duty here, and records no override for its people', async () => {
  const theirs = world.call(stranger);
  await expect(theirs.duties.fill({ ...id(), duty: 'early', person: 'p1' })).rejects.toThrow('does not exist');
  const override = { rule: 'RD-72', from: '2026-03-02', to: '2026-03-09', role: 'Director', reason: 'Agreed' };
  const command = { ...override, person: 'p1', expires: '2026-04-01' };
  await expect(theirs.overrides.record({ ...id(), ...command })).rejects.toThrow('does not exist');
  expect((await world.call(manager).overrides.record({ ...id(), ...command })).position).not.toBeNull();
  expect((await world.streams.diary.state('p1')).state.overrides).toMatchObject([{ rule: 'RD-72', role: 'Director' }]);
});
