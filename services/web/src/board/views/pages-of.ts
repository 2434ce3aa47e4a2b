import type { PictureDay, PicturePerson } from './picture.ts';

const PEOPLE = 25;
const DAYS = 14;

/** One page of people and days, and where it stands among all pages. */
export type BoardPart = {
  readonly page: number;
  readonly pages: number;
  readonly people: readonly PicturePerson[];
  readonly days: readonly PictureDay[];
  /** 'people 26 to 50 of 80', of the whole. */
  readonly words: string;
};

/** Page `asked` of 25 people, each by 14 days; past the last page, the last. All people of the first days come first. */
export function partOf(
  { people, days }: { readonly people: readonly PicturePerson[]; readonly days: readonly PictureDay[] },
  asked: number,
  daysAtOnce = DAYS,
): BoardPart {
  const groups = Math.max(1, Math.ceil(people.length / PEOPLE));
  const pages = groups * Math.max(1, Math.ceil(days.length / daysAtOnce));
  const page = Math.min(Math.max(1, asked), pages);
  const first = ((page - 1) % groups) * PEOPLE;
  const day = Math.floor((page - 1) / groups) * daysAtOnce;
  const shown = people.slice(first, first + PEOPLE);
  return {
    page,
    pages,
    people: shown,
    days: days.slice(day, day + daysAtOnce),
    words: shown.length === 0 ? 'no people' : `people ${first + 1} to ${first + shown.length} of ${people.length}`,
  };
}
