import type { PersonOnRota } from './check.ts';
import type { Duty, Frame, Leave } from './model.ts';
import type { RotaFile } from './rota-file-fields.ts';

/** A rota as the rules judge it: what all share, and each person with their duties. */
export type Rota = { readonly frame: Frame; readonly people: readonly PersonOnRota[] };

/** The rota that a file carries, people in the order of the file. Duties that nobody holds are left out. */
export function rotaOf(file: RotaFile): Rota {
  const duties = new Map(file.duties.map((duty) => [duty.id, dutyOf(duty)]));
  const held = new Map<string, Duty[]>(file.people.map(({ id }) => [id, []]));
  for (const { duty, person } of file.assignments) held.get(person)?.push(duties.get(duty)!);
  const leave = new Map<string, Leave[]>(file.people.map(({ id }) => [id, []]));
  for (const { person, kind, from, to } of file.leave) leave.get(person)?.push({ kind, from, to });
  return {
    frame: { zone: file.zone, period: file.period, known: file.known, travelMinutes: travelOf(file) },
    people: file.people.map(({ id, optOut48, employments }) => ({
      person: { id, optOut48, employments, leave: leave.get(id)! },
      duties: held.get(id)!,
    })),
  };
}

function dutyOf({ id, site, kind, start, end, breakMinutes, expectedWorkMinutes }: RotaFile['duties'][number]): Duty {
  return {
    id,
    site,
    kind,
    start: Date.parse(start),
    end: Date.parse(end),
    breakMinutes,
    expectedWorkMinutes: kind === 'on-call' ? expectedWorkMinutes : 0,
  };
}

/** The minutes named for the way, or for the way back, or 0. */
function travelOf({ travelMinutes }: RotaFile): Frame['travelMinutes'] {
  const ways = new Map<string, Map<string, number>>();
  const name = (from: string, to: string, minutes: number) => {
    const way = ways.get(from) ?? new Map<string, number>();
    ways.set(from, way.set(to, minutes));
  };
  for (const { from, to, minutes } of travelMinutes) name(to, from, minutes);
  for (const { from, to, minutes } of travelMinutes) name(from, to, minutes);
  return (from, to) => ways.get(from)?.get(to) ?? 0;
}
