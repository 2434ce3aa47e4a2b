import { Arrangement, Credential, Employment } from '@weft/contracts';
import { isRejection } from '@weft/eventing';
import { beforeEach, describe, expect, test } from 'vitest';
import { networkIn } from '../facts/network-facts.ts';
import type { KnownPerson } from '../facts/workforce-facts.ts';
import { aDuty, hearNetwork, type Projected, projected } from '../testing.ts';
import { eligibility } from './eligibility.ts';

const nobody = {
  employer: null,
  payer: null,
  hostSite: null,
  hostOrganisation: null,
  operator: null,
  governance: null,
  indemnifier: null,
  dataController: null,
  rotaOwner: null,
};
const visiting = (changes: Record<string, unknown> = {}) =>
  Arrangement.parse({
    id: 'visit',
    name: 'Visiting ENT',
    type: 'visiting-service',
    from: '2026-01-01',
    to: null,
    providers: ['RBD'],
    hosts: ['RA4'],
    sites: ['RA430'],
    services: ['ENT'],
    staffGroups: ['medical'],
    parties: nobody,
    credentials: ['dbs'],
    ...changes,
  });
const employed = (changes: Record<string, unknown> = {}) =>
  Employment.parse({
    employer: 'RBD',
    assignment: '1',
    pack: 'EN-RD-2016',
    wte: 1,
    grade: 'registrar',
    staffGroup: 'medical',
    skills: ['airway'],
    homeSite: null,
    annualLeaveDays: 27,
    from: '2020-01-01',
    to: null,
    ...changes,
  });
const holding = (kind: string, changes: Record<string, unknown> = {}) =>
  Credential.parse({ id: kind, kind, host: null, detail: '', from: '2025-01-01', to: null, ...changes });
const person = (changes: Partial<KnownPerson> = {}): KnownPerson => ({
  person: 'p1',
  name: 'Ada Example',
  optOut48: false,
  employments: [employed()],
  credentials: [holding('dbs'), holding('induction', { host: 'RA4' })],
  ...changes,
});

let world: Projected;
const asked = (who: KnownPerson, changes: Parameters<typeof aDuty>[1] = {}, employer: string | null = null) =>
  eligibility(who, aDuty('d1', changes), { network: networkIn(world.rows), employer });
const codeOf = (...given: Parameters<typeof asked>) => {
  const answer = asked(...given);
  return isRejection(answer) ? answer.rejected : answer.employment.employer;
};
const arrange = (changes: Record<string, unknown> = {}) =>
  world.hear('network.ArrangementRecorded.v1', visiting(changes));

beforeEach(() => {
  world = projected([]);
  hearNetwork(world);
});

describe('who may be placed at a host', () => {
  test("the host's own people need no arrangement and no credential", () => {
    expect(codeOf(person({ employments: [employed({ employer: 'RA4' })], credentials: [] }))).toBe('RA4');
  });

  test('a visitor without an arrangement is refused', () => {
    expect(codeOf(person())).toBe('no-arrangement');
  });

  test('a visitor under an arrangement, with what it asks for, may come', () => {
    arrange();
    expect(asked(person())).toMatchObject({ arrangement: { id: 'visit' } });
  });

  test.each([
    ['site', { sites: ['RBD01'] }],
    ['service', { services: ['neurology'] }],
    ['staff group', { staffGroups: ['nursing'] }],
    ['provider', { providers: ['RH5'] }],
  ])('an arrangement for another %s does not help', (_what, changes) => {
    arrange(changes);
    expect(codeOf(person())).toBe('no-arrangement');
  });

  test('an arrangement holds on its first day and no longer on its end', () => {
    arrange({ from: '2026-03-02', to: '2026-03-03' });
    expect(codeOf(person())).toBe('RBD');
    expect(codeOf(person(), { date: '2026-03-03' })).toBe('arrangement-ended');
    expect(codeOf(person(), { date: '2026-03-01' })).toBe('arrangement-ended');
  });

  test('a duty that names its arrangement is done under no other', () => {
    arrange();
    expect(codeOf(person(), { arrangement: 'another' as never })).toBe('no-arrangement');
  });

  test('grade and skill are asked for', () => {
    arrange();
    expect(codeOf(person(), { grades: ['consultant'] })).toBe('grade-mismatch');
    expect(codeOf(person(), { skill: 'thoracic' })).toBe('skill-missing');
  });

  test('what is missing is named with the host, and with whoever can mend it', () => {
    arrange();
    const answer = asked(
      person({ credentials: [holding('dbs', { to: '2026-03-02' }), holding('induction', { host: 'RBD' })] }),
    );
    if (!isRejection(answer)) throw new Error('Expected a refusal.');
    expect(answer.rejected).toBe('credential-missing');
    expect(answer.because).toBe(
      'The DBS check for Trust RA4 expired on 2026-03-02. The workforce manager of the employer, Trust RBD, can record it. The local induction for Trust RA4 is missing. The workforce manager of the host, Trust RA4, can record it.',
    );
    expect(answer.details).toMatchObject({
      missing: [
        { kind: 'dbs', state: 'expired', mendedBy: 'RBD' },
        { kind: 'induction', state: 'missing', mendedBy: 'RA4' },
      ],
    });
  });

  test('a credential that begins later says from when', () => {
    arrange();
    const answer = asked(
      person({ credentials: [holding('dbs', { from: '2026-04-01' }), holding('induction', { host: 'RA4' })] }),
    );
    expect(isRejection(answer) && answer.because).toContain('not valid before 2026-04-01');
  });

  test('one who works for the host and for a provider comes for the host', () => {
    arrange();
    expect(codeOf(person({ employments: [employed(), employed({ employer: 'RA4', assignment: '2' })] }))).toBe('RA4');
  });

  test('one who could come for two providers is asked for which', () => {
    arrange({ providers: ['RBD', 'RH5'] });
    const both = person({ employments: [employed(), employed({ employer: 'RH5', assignment: '2' })] });
    expect(codeOf(both)).toBe('several-employments');
    expect(codeOf(both, {}, 'RH5')).toBe('RH5');
  });

  test('after a merger of trusts, the people of both are the host’s own', () => {
    const source = 'invented';
    const dated = { from: null, to: null };
    world.hear('network.OrganisationRecorded.v1', {
      code: 'RBD',
      kind: 'nhs-trust',
      names: [{ name: 'Trust RBD', ...dated }],
      successor: { code: 'RA4', on: '2026-03-10' },
      source,
    });
    expect(codeOf(person({ credentials: [] }))).toBe('no-arrangement');
    expect(codeOf(person({ credentials: [] }), { date: '2026-03-10' })).toBe('RBD');
  });

  test('an employment counts on its days only', () => {
    expect(codeOf(person({ employments: [employed({ employer: 'RA4', to: '2026-03-02' })] }))).toBe('not-employed');
  });
});
