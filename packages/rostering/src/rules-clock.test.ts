import { expect, test } from 'vitest';
import { rulesClock } from './rules-clock.ts';
import { aFrame, aResident, at, onCall, shift } from './testing.ts';

const person = aResident();

test('the clock counts the work of the last 168 hours and finds the worst 168', () => {
  const duties = ['02', '03', '04', '05', '06'].map((day) => shift(`2026-03-${day} 08:00`, `2026-03-${day} 20:00`));
  const clock = rulesClock(aFrame(), { person, duties }, at('2026-03-04 20:00'));
  expect(clock.hours168).toBe(36);
  expect(clock.worst168).toEqual({ hours: 60, from: at('2026-03-02 08:00'), to: at('2026-03-09 08:00') });
  expect(clock.limit168).toBe(72);
  expect(clock.hoursPerWeek).toBe(10);
});

test('the clock shows the rest before the last shift and the rest to come, travel taken out', () => {
  const duties = [
    shift('2026-03-02 08:00', '2026-03-02 20:00', { site: 'A' }),
    shift('2026-03-03 08:00', '2026-03-03 20:00', { site: 'B' }),
    shift('2026-03-04 09:00', '2026-03-04 17:00', { site: 'B' }),
  ];
  const clock = rulesClock(aFrame({ travelMinutes: () => 30 }), { person, duties }, at('2026-03-03 12:00'));
  expect(clock.lastRestHours).toBe(11.5);
  expect(clock.nextRestHours).toBe(13);
});

test('nights and weekends of the period are counted, on-call at a weekend too', () => {
  const duties = [shift('2026-03-03 20:00', '2026-03-04 08:00'), onCall('2026-03-07 08:00', '2026-03-08 08:00')];
  const clock = rulesClock(aFrame(), { person, duties }, at('2026-03-02 00:00'));
  expect(clock.nights).toBe(1);
  expect(clock.weekends).toEqual({ worked: 1, of: 6 });
  expect(clock.lastRestHours).toBeNull();
});

test('a person without duties has an empty clock', () => {
  const clock = rulesClock(aFrame(), { person, duties: [] }, at('2026-03-02 00:00'));
  expect(clock).toMatchObject({ hours168: 0, worst168: null, lastRestHours: null, nextRestHours: null, nights: 0 });
});
