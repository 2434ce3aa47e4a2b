/** One local day of a picture. Weekday: Monday 1 to Sunday 7. */
export type PictureDay = {
  readonly date: string;
  readonly weekday: number;
  readonly publicHoliday: string | null;
  /** 24; 23 or 25 where the clock changes. */
  readonly hours: number;
};

/** A person with what their row's head tells; hours are those of the picture's days, of all employers. */
export type PicturePerson = {
  readonly person: string;
  readonly name: string;
  readonly employers: readonly { readonly code: string; readonly name: string }[];
  readonly grade: string | null;
  readonly skills: readonly string[];
  readonly homeSite: string | null;
  readonly hours: { readonly rostered: number; readonly contracted: number };
  readonly nights: number;
  readonly weekends: number;
  /** Of the days shown. */
  readonly leave: readonly { readonly kind: string; readonly days: readonly string[] }[];
  readonly elsewhere: readonly {
    readonly date: string;
    readonly start: string;
    readonly end: string;
    readonly place: { readonly duty: string; readonly rota: string; readonly siteName: string } | null;
  }[];
  /** Mean hours a week over the reference period of so many weeks, against its limit, if it has one; null where all is leave. */
  readonly average: { readonly hours: number; readonly limit: number | null; readonly weeks: number } | null;
  /** Hours over the agreed ones from the rota's first day up to the first day shown; null at its start. */
  readonly carried: number | null;
};

export type PictureDuty = {
  readonly id: string;
  readonly code: string;
  readonly service: string;
  readonly role: string;
  readonly grades: readonly string[];
  readonly skill: string | null;
  readonly site: string;
  readonly siteName: string;
  readonly start: string;
  readonly end: string;
  /** The local day of its start. */
  readonly date: string;
  readonly count: number;
  /** Who is on it, with their employers. */
  readonly filled: readonly {
    readonly person: string;
    readonly employers: readonly string[];
    readonly pinned: boolean;
  }[];
  readonly withdrawn: boolean;
  readonly changedSincePublication: boolean;
};

export type PictureFinding = {
  readonly rule: string;
  readonly person: string;
  readonly severity: 'hard' | 'soft';
  readonly from: string;
  /** Of the duties shown. */
  readonly duties: readonly string[];
  /** The days shown that it touches. */
  readonly days: readonly string[];
  readonly sentence: string;
  readonly mend: string | null;
  readonly source: string;
  readonly verify: boolean;
  readonly overridden: { readonly reason: string; readonly role: string; readonly expires: string } | null;
};

/** What every view draws: days, people, duties and findings of one rota, or of several side by side. */
export type Picture = {
  readonly days: readonly PictureDay[];
  readonly people: readonly PicturePerson[];
  readonly duties: readonly PictureDuty[];
  readonly findings: readonly PictureFinding[];
};

/** Empty places of a duty. */
export const missingOf = ({ count, filled, withdrawn }: PictureDuty): number =>
  withdrawn ? 0 : Math.max(0, count - filled.length);

/**
 * Several rotas' pictures of the same days as one: a person stands in it once, and what the one rota calls work elsewhere
 * is left out where the other shows it. Withdrawn duties are left out.
 */
export function joined(pictures: readonly Picture[]): Picture {
  const [only] = pictures;
  if (only && pictures.length === 1) return { ...only, duties: only.duties.filter(({ withdrawn }) => !withdrawn) };
  const duties = pictures.flatMap((one) => one.duties.filter(({ withdrawn }) => !withdrawn));
  const isShown = new Set(duties.map(({ id }) => id));
  const people = new Map<string, PicturePerson>();
  for (const { person, ...rest } of pictures.flatMap((one) => one.people)) {
    const elsewhere = rest.elsewhere.filter(({ place }) => !place || !isShown.has(place.duty));
    if (!people.has(person)) people.set(person, { ...rest, person, elsewhere });
  }
  const findings = new Map(
    pictures
      .flatMap((one) => one.findings)
      .map((finding) => [`${finding.rule} ${finding.person} ${finding.from} ${finding.duties.join()}`, finding]),
  );
  return {
    days: pictures[0]?.days ?? [],
    people: [...people.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    duties: duties.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0)),
    findings: [...findings.values()],
  };
}
