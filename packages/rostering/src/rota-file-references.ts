import type { RotaFile } from './rota-file-fields.ts';

/** Something wrong in a rota file: where, as 'duties[3].end', and what to do. */
export type FileProblem = { readonly path: string; readonly message: string };

/**
 * What is wrong with a file whose fields are each right: order of times, ids that repeat, names of nothing.
 * A site or an employer may be named that the file says nothing more about.
 */
export function rotaProblems(file: RotaFile): FileProblem[] {
  const problems: FileProblem[] = [];
  const report = (path: string, message: string) => problems.push({ path, message });
  const { period, known } = file;

  if (period.to <= period.from) report('period.to', `must be later than from (${period.from})`);
  if (known.to <= known.from) report('known.to', `must be later than from (${known.from})`);
  if (known.from > period.from) report('known.from', `must not be later than period.from (${period.from})`);
  if (known.to < period.to) report('known.to', `must not be earlier than period.to (${period.to})`);

  idsOf('sites', file.sites, report);
  const people = idsOf('people', file.people, report);
  const duties = idsOf('duties', file.duties, report);

  const ways = new Set<string>();
  for (const [i, { from, to }] of file.travelMinutes.entries()) {
    const path = `travelMinutes[${i}]`;
    const way = JSON.stringify([from, to]);
    if (ways.has(way)) report(path, `the way from '${from}' to '${to}' is named twice; keep one`);
    ways.add(way);
  }
  for (const [i, { start, end }] of file.duties.entries()) {
    if (Date.parse(end) <= Date.parse(start)) report(`duties[${i}].end`, `must be later than start (${start})`);
  }
  const taken = new Set<string>();
  for (const [i, { duty, person }] of file.assignments.entries()) {
    const path = `assignments[${i}]`;
    if (!duties.has(duty)) report(`${path}.duty`, `duty '${duty}' is not in duties`);
    if (!people.has(person)) report(`${path}.person`, `person '${person}' is not in people`);
    const place = JSON.stringify([duty, person]);
    if (taken.has(place)) report(path, `person '${person}' is assigned to duty '${duty}' a second time; keep one`);
    taken.add(place);
  }
  for (const [i, { person, from, to }] of file.leave.entries()) {
    if (!people.has(person)) report(`leave[${i}].person`, `person '${person}' is not in people`);
    if (to <= from) report(`leave[${i}].to`, `must be later than from (${from}); it is the day after the last`);
  }
  return problems;
}

type Report = (path: string, message: string) => void;

function idsOf(list: string, items: readonly { readonly id: string }[], report: Report): Set<string> {
  const ids = new Set<string>();
  for (const [i, { id }] of items.entries()) {
    if (ids.has(id)) report(`${list}[${i}].id`, `'${id}' is the id of another of the ${list}; give each its own`);
    ids.add(id);
  }
  return ids;
}
