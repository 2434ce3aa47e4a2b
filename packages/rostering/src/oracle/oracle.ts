import type { Duty, Frame, Person } from '../model.ts';
import { judgeEverybody } from './everybody.ts';
import { judgeResidentHours } from './resident-hours.ts';
import { judgeResidentOnCall } from './resident-on-call.ts';
import { judgeResidentRuns } from './resident-runs.ts';
import { type Breach, layOut } from './timeline.ts';
import { judgeWorkingTime } from './working-time.ts';

/**
 * Every breach of every rule by one person, found slowly by looking at each minute. A second reading of the rules,
 * apart from the rule code. Knows Europe/London from 2023 to 2027 and whole minutes only.
 */
export const findBreaches = (frame: Frame, person: Person, duties: readonly Duty[]): readonly Breach[] => {
  const time = layOut(frame, person, duties);
  const isResident = person.employments.some(({ pack }) => pack === 'EN-RD-2016');
  return [
    ...judgeEverybody(time),
    ...judgeWorkingTime(time),
    ...(isResident ? [...judgeResidentHours(time), ...judgeResidentRuns(time), ...judgeResidentOnCall(time)] : []),
  ];
};
