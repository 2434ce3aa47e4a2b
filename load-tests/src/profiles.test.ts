import { expect, test } from 'vitest';
import { lengthOf, profiles, rateAt, scaled, stageAt } from './profiles.ts';

const average = profiles.average!;

test('a second of a run lies in one phase, and the last phase goes on', () => {
  expect(stageAt(average, 0).phase).toBe('warm-up');
  expect(stageAt(average, 14.9).phase).toBe('warm-up');
  expect(stageAt(average, 15).phase).toBe('steady');
  expect(stageAt(average, 1000).phase).toBe('steady');
});

test('what is judged is a phase of the profile', () => {
  for (const { judged, stages } of Object.values(profiles))
    if (judged !== null) expect(stages.map(({ phase }) => phase)).toContain(judged);
});

test('half of the time is half of the stretches, and the warm-up as it was', () => {
  const half = scaled(average, { time: 0.5, rate: 0.1 });
  expect(lengthOf(average)).toBe(75);
  expect(lengthOf(half)).toBe(45);
  expect(half.stages.at(-1)).toMatchObject({ commands: 20, reads: 60 });
});

test('rates rise evenly within a stretch, and jump where one has no length', () => {
  expect(rateAt(average, 0)).toEqual({ commands: 20, reads: 60 });
  expect(rateAt(average, 7.5)).toEqual({ commands: 110, reads: 330 });
  expect(rateAt(average, 40)).toEqual({ commands: 200, reads: 600 });
  expect(rateAt(average, 1000)).toEqual({ commands: 200, reads: 600 });
});

test('a phase that is called by its rate is called by the rate that it has', () => {
  const { stages } = scaled(profiles.stress!, { time: 1, rate: 0.5 });
  expect(stages.at(-1)).toMatchObject({ phase: 'at-200', commands: 200 });
});
