import { expect, test } from 'vitest';
import { aFrame, at, findingsOf, onCall, shift, shiftsOn, valuesOf } from '../testing.ts';

const rule = 'RD-NIGHT-REST';
const two = shiftsOn('2026-03-02', 2, ['20:00', '08:00']);

test('46 h after the last night pass, a minute less does not', () => {
  expect(valuesOf({ rule, duties: [...two, shift('2026-03-06 06:00', '2026-03-06 12:00')] })).toEqual([]);
  const [finding] = findingsOf({ rule, duties: [...two, shift('2026-03-06 05:59', '2026-03-06 12:00')] });
  expect(finding!.value).toBeCloseTo(46 - 1 / 60, 9);
  expect(finding).toMatchObject({ limit: 46, from: at('2026-03-04 08:00'), to: at('2026-03-06 05:59') });
});

test('the night that follows needs no such rest, the one after it does', () => {
  expect(valuesOf({ rule, duties: two })).toEqual([]);
  const gap = [shift('2026-03-02 20:00', '2026-03-03 08:00'), shift('2026-03-04 20:00', '2026-03-05 08:00')];
  expect(valuesOf({ rule, duties: gap })).toEqual([36]);
});

test('a day shift between two nights that follow each other ends the first rest', () => {
  const duties = [...two, shift('2026-03-03 11:00', '2026-03-03 17:00')];
  expect(valuesOf({ rule, duties })).toEqual([3]);
});

test('a shift on the next evening that is no night shift is judged', () => {
  const duties = [shift('2026-03-02 20:00', '2026-03-03 08:00'), shift('2026-03-03 20:00', '2026-03-04 01:59')];
  expect(valuesOf({ rule, duties })).toEqual([12]);
});

test('a swap to a day shift 45 h after two nights is found', () => {
  expect(valuesOf({ rule, duties: [...two, shift('2026-03-06 05:00', '2026-03-06 12:00')] })).toEqual([45]);
});

test('travel is taken out, on-call does not end the rest, nothing is found without a next shift', () => {
  const frame = aFrame({ travelMinutes: () => 15 });
  expect(
    valuesOf({ rule, frame, duties: [...two, shift('2026-03-06 06:00', '2026-03-06 12:00', { site: 'B' })] }),
  ).toEqual([45.75]);
  expect(
    valuesOf({ rule, duties: [...two, onCall('2026-03-05 08:00', '2026-03-05 20:00', { expectedWorkMinutes: 60 })] }),
  ).toEqual([]);
});

test('after a spell over two nights the night that follows is that after the second', () => {
  const long = shift('2026-03-02 20:00', '2026-03-04 08:00');
  expect(valuesOf({ rule, duties: [long, shift('2026-03-04 20:00', '2026-03-05 08:00')] })).toEqual([]);
});

test('it is reported when the shift before or after the rest starts in the period', () => {
  const after = (night: string, next: string) => [
    ...shiftsOn(night, 1, ['20:00', '08:00']),
    shift(`${next} 08:00`, `${next} 12:00`),
  ];
  expect(valuesOf({ rule, duties: after('2026-02-27', '2026-03-01') })).toEqual([]);
  expect(valuesOf({ rule, duties: after('2026-02-28', '2026-03-02') })).toEqual([24]);
  expect(valuesOf({ rule, duties: after('2026-04-12', '2026-04-14') })).toEqual([24]);
  expect(valuesOf({ rule, duties: after('2026-04-13', '2026-04-15') })).toEqual([]);
});

test('rest over the change of the clocks is measured as it is lived', () => {
  const duties = (time: string) => [
    ...shiftsOn('2026-03-27', 1, ['20:00', '08:00']),
    shift(`2026-03-30 ${time}`, '2026-03-30 12:00'),
  ];
  expect(valuesOf({ rule, duties: duties('07:00') })).toEqual([]);
  expect(valuesOf({ rule, duties: duties('06:59') })[0]).toBeCloseTo(46 - 1 / 60, 9);
});
