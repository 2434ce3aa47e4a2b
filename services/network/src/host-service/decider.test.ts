import { specify } from '@weft/eventing/testing';
import { expect, test } from 'vitest';
import { hostServiceId, hostServiceStream } from './decider.ts';
import { HostService, hostServiceRecorded } from './events.ts';

const given = specify(hostServiceStream.decider);
const eyes = HostService.parse({ site: 'RA430', service: 'Eye clinic', specialty: 'Ophthalmology', operator: 'ZZOPS' });
const recording = { type: 'RecordHostService' as const, hostService: eyes, siteIsKnown: true, operatorIsKnown: true };

test('a service is recorded with its operator; the same again changes nothing', () => {
  given().when(recording).yields(hostServiceRecorded.create(eyes));
  given(hostServiceRecorded.create(eyes)).when(recording).yields();
});

test('an unknown site or operator is refused', () => {
  given()
    .when({ ...recording, siteIsKnown: false })
    .refuses('unknown-site');
  given()
    .when({ ...recording, operatorIsKnown: false })
    .refuses('unknown-organisation');
});

test('one service has one stream, however it is spelt', () =>
  expect(hostServiceId(eyes)).toBe(hostServiceId({ ...eyes, service: 'EYE  clinic' })));
