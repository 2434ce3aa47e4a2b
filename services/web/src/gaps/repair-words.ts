import { counted, shortDay, timesOf } from '../layout/words.ts';

type About = {
  readonly code: string;
  readonly role: string;
  readonly siteName: string;
  readonly date: string;
  readonly start: string;
  readonly end: string;
};

/** 'Tue 3 Mar 08:00 to 14:00 T registrar, Northgate'. */
export const dutyWords = (duty: About): string =>
  `${shortDay(duty.date)} ${timesOf(duty)} ${[duty.code, duty.role].filter(Boolean).join(' ')}, ${duty.siteName}`;

type Disturbed = { readonly people: number; readonly atShortNotice: number };

/** What a proposal costs in people: '2 people are disturbed, all at short notice'. */
export function disturbedWords({ people, atShortNotice }: Disturbed): string {
  if (people === 0) return 'Nobody is disturbed';
  const who = counted(people, 'person is', 'people are');
  if (atShortNotice === 0) return `${who} disturbed, nobody at short notice`;
  if (atShortNotice < people) return `${who} disturbed, ${atShortNotice} at short notice`;
  return `${who} disturbed, ${people === 1 ? '' : 'all '}at short notice`;
}

/** What stays open: 'Every place is filled', or how many are not. */
export function openWords(gaps: readonly { readonly places: number }[]): string {
  const places = gaps.reduce((sum, gap) => sum + gap.places, 0);
  return places === 0 ? 'Every place is filled' : `${counted(places, 'place stays', 'places stay')} open`;
}

type Cost = { readonly gaps: number; readonly total: number };

/** What hours, fair shares and travel say of it: 'Hours, fair shares and travel: 45 points better'. */
export function aimsWords({ before, after }: { readonly before: Cost; readonly after: Cost }): string {
  const points = before.total - before.gaps - (after.total - after.gaps);
  const how = points === 0 ? 'as before' : `${counted(Math.abs(points), 'point')} ${points > 0 ? 'better' : 'worse'}`;
  return `Hours, fair shares and travel: ${how}`;
}

/** The rotas of duties that were just opened, with the duties of each, in the order of the list. */
export function byRota(
  gaps: readonly { readonly duty: string; readonly rota: string }[],
  opened: ReadonlySet<string>,
): { readonly rota: string; readonly fill: readonly string[] }[] {
  const own = Map.groupBy(
    gaps.filter(({ duty }) => opened.has(duty)),
    ({ rota }) => rota,
  );
  return [...own].map(([rota, list]) => ({ rota, fill: list.map(({ duty }) => duty) }));
}
