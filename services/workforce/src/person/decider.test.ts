import { specify } from '@weft/eventing/testing';
import { describe, test } from 'vitest';
import { person } from '../workforce.fixture.ts';
import { personStream } from './decider.ts';
import {
  credentialRecorded,
  credentialWithdrawn,
  personAbsorbed,
  personMerged,
  personRegistered,
  personReleased,
  personRenamed,
  personUnmerged,
  professionalNumberRecorded,
} from './events.ts';

const given = specify(personStream.decider);
const number = { body: 'GMC', number: '0000001' };
const ada = personRegistered.create({ name: 'Ada Example', number: null });
const other = person('p-other');
const dbs = { id: 'dbs', kind: 'dbs', host: null, detail: '', from: '2026-01-01', to: null } as const;

describe('a person', () => {
  test('is registered once, and the same registration again changes nothing', () => {
    const register = { type: 'RegisterPerson', name: 'Ada Example', number: null } as const;
    given().when(register).yields(ada);
    given(ada).when(register).yields();
    given(ada)
      .when({ ...register, name: 'Bea Example' })
      .refuses('person-exists');
  });
  test('who is not registered has nothing recorded', () => {
    for (const command of [
      { type: 'RenamePerson', name: 'X' },
      { type: 'RecordOptOut', optOut48: true },
      { type: 'RecordCredentials', credentials: [dbs] },
      { type: 'MergePerson', into: other },
      { type: 'AbsorbPerson', person: other },
    ] as const)
      given().when(command).refuses('person-unknown');
  });
  test('is renamed, and to the same name is not', () => {
    given(ada)
      .when({ type: 'RenamePerson', name: 'Ada New' })
      .yields(personRenamed.create({ name: 'Ada New' }));
    given(ada).when({ type: 'RenamePerson', name: 'Ada Example' }).yields();
  });
  test('has one professional number', () => {
    const recorded = professionalNumberRecorded.create({ name: 'Ada Example', number });
    given(ada).when({ type: 'RecordNumber', number }).yields(recorded);
    given(ada, recorded).when({ type: 'RecordNumber', number }).yields();
    given(ada, recorded)
      .when({ type: 'RecordNumber', number: { ...number, number: '0000002' } })
      .refuses('has-number');
  });
});

describe('credentials', () => {
  const recorded = credentialRecorded.create({ credential: dbs });
  test('that are known and the same write nothing, a changed one is written', () => {
    const longer = { ...dbs, to: '2027-01-01' };
    given(ada, recorded)
      .when({ type: 'RecordCredentials', credentials: [dbs, { ...dbs, id: 'two' }, longer] })
      .yields(
        credentialRecorded.create({ credential: { ...dbs, id: 'two' } }),
        credentialRecorded.create({ credential: longer }),
      );
  });
  test('do not end before they start', () => {
    given(ada)
      .when({ type: 'RecordCredentials', credentials: [{ ...dbs, to: '2026-01-01' }] })
      .refuses('ends-before-starts');
  });
  test('are withdrawn when they are there', () => {
    const withdrawn = credentialWithdrawn.create({ credential: 'dbs' });
    given(ada, recorded).when({ type: 'WithdrawCredential', credential: 'dbs' }).yields(withdrawn);
    given(ada, recorded, withdrawn)
      .when({ type: 'WithdrawCredential', credential: 'dbs' })
      .refuses('credential-unknown');
  });
});

describe('merging', () => {
  const merged = personMerged.create({ into: other });
  test('points one record to the other, and back', () => {
    given(ada).when({ type: 'MergePerson', into: other }).yields(merged);
    given(ada, merged).when({ type: 'MergePerson', into: other }).yields();
    given(ada, merged)
      .when({ type: 'UnmergePerson' })
      .yields(personUnmerged.create({ from: other }));
    given(ada).when({ type: 'UnmergePerson' }).refuses('not-merged');
  });
  test('is never done twice, nor in a chain', () => {
    given(ada, merged)
      .when({ type: 'MergePerson', into: person('p-third') })
      .refuses('merged');
    given(ada, merged)
      .when({ type: 'AbsorbPerson', person: person('p-third') })
      .refuses('merged');
    given(ada, personAbsorbed.create({ person: other }))
      .when({ type: 'MergePerson', into: person('p-third') })
      .refuses('holds-others');
  });
  test('a merged record is changed only through the survivor', () => {
    given(ada, merged).when({ type: 'RenamePerson', name: 'X' }).refuses('merged');
    given(ada, merged)
      .when({ type: 'RecordCredentials', credentials: [dbs] })
      .refuses('merged');
  });
  test('the survivor takes in and lets go, once each', () => {
    const absorbed = personAbsorbed.create({ person: other });
    given(ada).when({ type: 'AbsorbPerson', person: other }).yields(absorbed);
    given(ada, absorbed).when({ type: 'AbsorbPerson', person: other }).yields();
    given(ada, absorbed)
      .when({ type: 'ReleasePerson', person: other })
      .yields(personReleased.create({ person: other }));
    given(ada).when({ type: 'ReleasePerson', person: other }).yields();
  });
});
