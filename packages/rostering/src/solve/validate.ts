import type { Problem } from '../model.ts';
import { ProblemError, type ProblemFault } from './problem-error.ts';

/** Throws a ProblemError at the first field that no roster could be built from. */
export function validate(problem: Omit<Problem, 'frame'>): void {
  const people = uniqueIds('people', problem.people);
  const duties = uniqueIds('duties', problem.duties);
  for (const duty of problem.duties) {
    const at = `duties[${duty.id}]`;
    interval(at, duty.start, duty.end);
    whole(`${at}.count`, duty.count);
    whole(`${at}.gapCost`, duty.gapCost);
    for (const id of duty.eligible) {
      if (!people.has(id))
        fail('unknown-id', `${at}.eligible names ${id}, who is not in people. Add the person or leave the id out.`);
    }
    if (new Set(duty.eligible).size < duty.eligible.length)
      fail('duplicate-id', `${at}.eligible names a person twice. Name each once.`);
  }
  for (const person of problem.people) {
    for (const duty of person.elsewhere) {
      interval(`people[${person.id}].elsewhere[${duty.id}]`, duty.start, duty.end);
      if (duties.has(duty.id)) {
        fail(
          'duplicate-id',
          `people[${person.id}].elsewhere holds ${duty.id}, which is also in duties. Pin it instead.`,
        );
      }
    }
  }
  for (const [name, weight] of Object.entries(problem.weights)) whole(`weights.${name}`, weight);
  const pinned = new Set<string>();
  for (const pin of problem.pins) {
    if (!duties.has(pin.duty))
      fail('unknown-id', `pins names the duty ${pin.duty}, which is not in duties. Add it or drop the pin.`);
    if (!people.has(pin.person))
      fail('unknown-id', `pins names ${pin.person}, who is not in people. Add the person or drop the pin.`);
    const key = `${pin.duty}\n${pin.person}`;
    if (pinned.has(key)) fail('duplicate-id', `pins holds ${pin.duty} for ${pin.person} twice. Keep one.`);
    pinned.add(key);
  }
}

function uniqueIds(list: string, entries: readonly { readonly id: string }[]): Set<string> {
  const ids = new Set<string>();
  for (const { id } of entries) {
    if (ids.has(id)) fail('duplicate-id', `${list} holds ${id} twice. Give each its own id.`);
    ids.add(id);
  }
  return ids;
}

function interval(at: string, start: number, end: number): void {
  if (!Number.isFinite(start) || !Number.isFinite(end) || end <= start) {
    fail('bad-interval', `${at} ends at ${end}, not after its start ${start}. Mend its times.`);
  }
}

function whole(at: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) fail('bad-number', `${at} is ${value}. Write a whole number from 0.`);
}

function fail(code: ProblemFault, message: string): never {
  throw new ProblemError(code, message);
}
