import type { RotaFile } from './rota-file-fields.ts';

/** Something wrong in a rota file: where, as 'duties[3].end', and what to do. */
export type FileProblem = { readonly path: string; readonly message: string };

/** What is wrong with a file whose fields are each right: order of times, ids that repeat, names of nothing. */
export function rotaProblems(file: RotaFile): FileProblem[] {
  const problems: FileProblem[] = [];
  const report = (path: string, message: string) => problems.push({ path, message });
  const { period, known } = file;

  if (period.to <= period.from) report('period.to', `must be later than from (${period.from})`);
  if (known.to <= known.from) report('known.to', `must be later than from (${known.from})`);
  if (known.from > period.from) report('known.from', `must not be later than period.from (${period.from})`);
  if (known.to < period.to) report('known.to', `must not be earlier than period.to (${period.to})`);

  const sites = idsOf('sites', file.sites, report);
  idsOf('people', file.people, report);
  const duties = idsOf('duties', file.duties, report);
  const employers = new Map(
    file.people.map(({ id, employments }) => [id, employments.map(({ employer }) => employer)]),
  );

  const ways = new Set<string>();
  for (const [i, { from, to }] of file.travelMinutes.entries()) {
    const path = `travelMinutes[${i}]`;
    if (!sites.has(from)) report(`${path}.from`, `site '${from}' is not in sites`);
    if (!sites.has(to)) report(`${path}.to`, `site '${to}' is not in sites`);
    const way = JSON.stringify([from, to]);
    if (ways.has(way)) report(path, `the way from '${from}' to '${to}' is named twice; keep one`);
    ways.add(way);
  }
  for (const [i, { site, start, end }] of file.duties.entries()) {
    if (!sites.has(site)) report(`duties[${i}].site`, `site '${site}' is not in sites`);
    if (Date.parse(end) <= Date.parse(start)) report(`duties[${i}].end`, `must be later than start (${start})`);
  }
  const taken = new Set<string>();
  for (const [i, { duty, person, employer }] of file.assignments.entries()) {
    const path = `assignments[${i}]`;
    if (!duties.has(duty)) report(`${path}.duty`, `duty '${duty}' is not in duties`);
    const theirs = employers.get(person);
    if (theirs === undefined) report(`${path}.person`, `person '${person}' is not in people`);
    else if (!theirs.includes(employer)) {
      report(`${path}.employer`, `person '${person}' has no employment with '${employer}'`);
    }
    const place = JSON.stringify([duty, person]);
    if (taken.has(place)) report(path, `person '${person}' is assigned to duty '${duty}' a second time; keep one`);
    taken.add(place);
  }
  for (const [i, { person, from, to }] of file.leave.entries()) {
    if (!employers.has(person)) report(`leave[${i}].person`, `person '${person}' is not in people`);
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
