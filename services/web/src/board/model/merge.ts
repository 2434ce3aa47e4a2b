import type { Grid, GridFinding, GridPerson, Kind } from './grid.ts';

/**
 * Which rows were asked for: people whose rows are replaced, with all of their places, and duties, which are gone when
 * the answer has them not. Whoever came to a duty or left it has to be among the people.
 */
export type Asked = { readonly people: readonly string[]; readonly duties: readonly string[] };

const COVER = ['day', 'site', 'role', 'need', 'have'] as const;

/** A list to which another list's items are added; equal ones, by key, stay one. */
function numbered<Item>(items: readonly Item[], keyOf: (item: Item) => string) {
  const all = [...items];
  const numbers = new Map(items.map((item, number) => [keyOf(item), number]));
  return {
    all,
    number(item: Item): number {
      const key = keyOf(item);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      all.push(item);
      return all.length - 1;
    },
  };
}

/**
 * The board with some rows of a newer answer laid over it. Rows of the people asked for are those of the answer, duties
 * asked for too; all else stays. Numbers of people, days and duties that were there keep their meaning, so that whoever
 * looks at a row goes on looking at the same one; people who are new come last.
 */
export function merged(board: Grid, part: Grid, asked: Asked): Grid {
  const sites = numbered(board.sites, ({ code }) => code);
  const roles = numbered(board.roles, (role) => role);
  const rules = numbered(board.rules, ({ rule }) => rule);
  const codes = numbered(board.codes, (kind) => JSON.stringify(kind));
  const site = (number: number) => sites.number(part.sites[number] as Grid['sites'][number]);
  const kindOf = (number: number) => {
    const kind = part.codes[number] as Kind;
    return codes.number({ ...kind, site: site(kind.site), role: roles.number(part.roles[kind.role] as string) });
  };
  const dayOf = new Map(board.days.map(({ date }, day) => [date, day]));
  const day = (number: number) => dayOf.get(part.days[number]?.date ?? '') ?? -1;

  const people = [...board.people];
  const rowOf = new Map(people.map(({ person }, row) => [person, row]));
  const replaced = new Set(asked.people);
  const row = part.people.map((person) => {
    const known = rowOf.get(person.person);
    const next = withNumbers(person, site);
    if (known === undefined) {
      rowOf.set(person.person, people.length);
      return people.push(next) - 1;
    }
    if (replaced.has(person.person)) people[known] = next;
    return known;
  });
  const duties = {
    id: [...board.duties.id],
    kind: [...board.duties.kind],
    day: [...board.duties.day],
    count: [...board.duties.count],
    flags: [...board.duties.flags],
  };
  const numberOf = new Map(duties.id.map((id, number) => [id, number]));
  const isGone = new Set(asked.duties.flatMap((id) => numberOf.get(id) ?? []));
  const duty = part.duties.id.map((id, index) => {
    const known = numberOf.get(id) ?? duties.id.length;
    numberOf.set(id, known);
    isGone.delete(known);
    duties.id[known] = id;
    duties.kind[known] = kindOf(part.duties.kind[index] as number);
    duties.day[known] = day(part.duties.day[index] as number);
    duties.count[known] = part.duties.count[index] as number;
    duties.flags[known] = part.duties.flags[index] as number;
    return known;
  });
  for (const number of isGone) duties.flags[number] = (duties.flags[number] as number) | 2;

  const isReplaced = people.map(({ person }) => replaced.has(person));
  const places = { duty: [] as number[], person: [] as number[], flags: [] as number[], how: [] as number[] };
  const hows = numbered(board.places.hows, (how) => how);
  const place = (of: number, person: number, { flags, how }: { flags: number; how: number }) => {
    places.duty.push(of);
    places.person.push(person);
    places.flags.push(flags);
    places.how.push(how);
  };
  for (const [index, of] of board.places.duty.entries()) {
    const person = board.places.person[index] as number;
    const [flags, how] = [board.places.flags[index] as number, board.places.how[index] as number];
    if (!isReplaced[person]) place(of, person, { flags, how });
  }
  for (const [index, of] of part.places.duty.entries()) {
    const person = row[part.places.person[index] as number] as number;
    const how = hows.number(part.places.hows[part.places.how[index] as number] as (typeof board.places.hows)[number]);
    place(duty[of] as number, person, { flags: part.places.flags[index] as number, how });
  }
  const findings: GridFinding[] = board.findings.filter(({ person }) => !isReplaced[person]);
  for (const finding of part.findings) {
    const person = row[finding.person] as number;
    if (!isReplaced[person]) continue;
    findings.push({
      ...finding,
      person,
      rule: rules.number(part.rules[finding.rule] as Grid['rules'][number]),
      duties: finding.duties.map((of) => duty[of] as number),
      days: finding.days.map(day),
    });
  }
  const taken = { person: [] as number[], day: [] as number[], kind: [] as number[] };
  for (const [index, person] of board.taken.person.entries()) {
    if (isReplaced[person]) continue;
    taken.person.push(person);
    taken.day.push(board.taken.day[index] as number);
    taken.kind.push(board.taken.kind[index] as number);
  }
  for (const [index, of] of part.taken.person.entries()) {
    const person = row[of] as number;
    if (!isReplaced[person]) continue;
    taken.person.push(person);
    taken.day.push(day(part.taken.day[index] as number));
    taken.kind.push(kindOf(part.taken.kind[index] as number));
  }
  const cover = {
    day: [] as number[],
    site: [] as number[],
    role: [] as number[],
    need: [] as number[],
    have: [] as number[],
  };
  const add = (numbers: readonly [day: number, site: number, role: number, need: number, have: number]) => {
    for (const [index, column] of COVER.entries()) cover[column].push(numbers[index] as number);
  };
  const isNewCover = new Set(part.cover.day.map(day));
  const coverAt = (of: Grid['cover'], index: number) =>
    COVER.map((column) => of[column][index]) as unknown as readonly [number, number, number, number, number];
  for (const [index, of] of board.cover.day.entries()) if (!isNewCover.has(of)) add(coverAt(board.cover, index));
  for (const index of part.cover.day.keys()) {
    const [of, at, role, need, have] = coverAt(part.cover, index);
    add([day(of), site(at), roles.number(part.roles[role] as string), need, have]);
  }
  return {
    ...board,
    cover,
    position: part.position,
    ...{ people, duties, findings, taken },
    places: { ...places, hows: hows.all },
    sites: sites.all,
    roles: roles.all,
    codes: codes.all,
    rules: rules.all,
    outside: board.outside,
  };
}

/** A person of another answer with this board's numbers of sites. The days of both are the same. */
function withNumbers(person: GridPerson, site: (number: number) => number): GridPerson {
  return {
    ...person,
    home: person.home === null ? null : site(person.home),
    elsewhere: person.elsewhere.map((one) => ({
      ...one,
      place: one.place && { ...one.place, site: site(one.place.site) },
    })),
  };
}
