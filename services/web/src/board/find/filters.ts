import {
  missingOf,
  type Picture,
  type PictureDuty,
  type PictureFinding,
  type PicturePerson,
} from '../views/picture.ts';

/** The choices of a filter; several of one sort widen it, different sorts narrow it. */
export const SORTS = ['site', 'role', 'employer', 'grade', 'skill'] as const;
export type Sort = (typeof SORTS)[number];

export type Filters = { readonly [One in Sort]: readonly string[] } & {
  /** Only what has an open finding, or an empty place. */
  readonly only: 'findings' | 'gaps' | null;
  /** Part of a person's name. */
  readonly name: string;
};

export const noFilters: Filters = { site: [], role: [], employer: [], grade: [], skill: [], only: null, name: '' };

export const isFiltering = (filters: Filters): boolean =>
  filters.only !== null || filters.name.trim() !== '' || SORTS.some((sort) => filters[sort].length > 0);

/** What a filter shows, and how much of the picture lies outside of it. */
export type Shown = {
  readonly picture: Picture;
  readonly outside: { readonly people: number; readonly duties: number; readonly findings: number };
};

/**
 * A picture through a filter. A duty shows by its site, role, grades and skill, and by who holds it; an empty place has
 * no employer and no name. A person shows by employer, grade, skill, name and home site, and under a site, a role or
 * `only: 'gaps'` when they hold such a duty or their grade and skill suit one. A finding shows with its person, and with
 * one of its duties where duties are filtered.
 */
export function filtered(picture: Picture, filters: Filters): Shown {
  if (!isFiltering(filters)) return { picture, outside: { people: 0, duties: 0, findings: 0 } };
  const open = picture.findings.filter(({ overridden }) => !overridden);
  const breached = new Set(open.flatMap(({ duties }) => duties));
  const byId = new Map(picture.people.map((person) => [person.person, person]));
  const isNamed = (person: PicturePerson | undefined) => person !== undefined && nameMatches(person.name, filters.name);
  const isWanted = (sort: Sort, value: string | null) =>
    filters[sort].length === 0 || (value !== null && filters[sort].includes(value));

  const isPlaceWanted = (duty: PictureDuty) =>
    isWanted('site', duty.site) &&
    isWanted('role', duty.role) &&
    (filters.only !== 'gaps' || missingOf(duty) > 0) &&
    (filters.only !== 'findings' || breached.has(duty.id));
  const isDutyShown = (duty: PictureDuty) =>
    isPlaceWanted(duty) &&
    isWanted('skill', duty.skill) &&
    (filters.grade.length === 0 || duty.grades.length === 0 || duty.grades.some((one) => isWanted('grade', one))) &&
    (filters.employer.length === 0 ||
      duty.filled.some(({ employers }) => employers.some((one) => isWanted('employer', one)))) &&
    (filters.name.trim() === '' || duty.filled.some(({ person }) => isNamed(byId.get(person))));

  const duties = picture.duties.filter(isDutyShown);
  const places = picture.duties.filter(isPlaceWanted);
  const holders = new Set(places.flatMap(({ filled }) => filled.map(({ person }) => person)));
  const breaching = new Set(open.map(({ person }) => person));
  const isByDuty = filters.site.length > 0 || filters.role.length > 0 || filters.only === 'gaps';
  const needs = [...new Map(places.map((duty) => [`${duty.grades.join()}/${duty.skill}`, duty])).values()];
  const isAround = (person: PicturePerson) =>
    !isByDuty ||
    holders.has(person.person) ||
    (filters.site.length > 0 && filters.role.length === 0 && filters.only !== 'gaps'
      ? isWanted('site', person.homeSite)
      : needs.some((duty) => suits(person, duty)));
  const people = picture.people.filter(
    (person) =>
      isNamed(person) &&
      isWanted('grade', person.grade) &&
      (filters.employer.length === 0 || person.employers.some(({ code }) => isWanted('employer', code))) &&
      (filters.skill.length === 0 || person.skills.some((skill) => isWanted('skill', skill))) &&
      (filters.only !== 'findings' || breaching.has(person.person)) &&
      isAround(person),
  );
  const isPersonShown = new Set(people.map(({ person }) => person));
  const isPlaceShown = new Set(places.map(({ id }) => id));
  const isFindingShown = ({ person, duties: made }: PictureFinding) =>
    isPersonShown.has(person) && (!isByDuty || made.length === 0 || made.some((id) => isPlaceShown.has(id)));
  const findings = picture.findings.filter(isFindingShown);
  return {
    picture: { ...picture, people, duties, findings },
    outside: {
      people: picture.people.length - people.length,
      duties: picture.duties.length - duties.length,
      findings: open.length - findings.filter(({ overridden }) => !overridden).length,
    },
  };
}

/** Every word of `wanted` begins a word of the name, whatever the accents and the case. */
export function nameMatches(name: string, wanted: string): boolean {
  const words = plain(name).split(/[\s,.'’-]+/);
  return plain(wanted)
    .split(/[\s,.'’-]+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const suits = ({ grade, skills }: PicturePerson, duty: PictureDuty) =>
  (duty.grades.length === 0 || (grade !== null && duty.grades.includes(grade))) &&
  (duty.skill === null || skills.includes(duty.skill));

/** What may be chosen of each sort, with how many duties or people stand behind it; by name. */
export function choicesOf({ people, duties }: Picture): Readonly<Record<Sort, readonly Choice[]>> {
  const sites = new Map(duties.map(({ site, siteName }) => [site, siteName]));
  const employers = new Map(people.flatMap((person) => person.employers.map(({ code, name }) => [code, name])));
  return {
    site: tally(
      duties.map(({ site }) => site),
      (code) => sites.get(code) ?? code,
    ),
    role: tally(duties.map(({ role }) => role)),
    employer: tally(
      people.flatMap((person) => person.employers.map(({ code }) => code)),
      (code) => employers.get(code) ?? code,
    ),
    grade: tally(people.flatMap(({ grade }) => grade ?? [])),
    skill: tally(people.flatMap(({ skills }) => skills)),
  };
}

export type Choice = { readonly value: string; readonly name: string; readonly count: number };

function tally(values: readonly string[], nameOf = (value: string) => value): Choice[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, name: nameOf(value), count }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
