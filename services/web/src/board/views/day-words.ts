import { timesOf } from '../../layout/words.ts';
import type { Picture, PictureDuty, PictureFinding } from './picture.ts';

/** What a person's day shows in a few signs, and in words. */
export type DayWords = { readonly text: string; readonly words: readonly string[] };

/** Looks up what each person has on each day: duties, leave, time elsewhere, open findings. */
export function dayWords({ people, duties, findings }: Picture): (person: string, date: string) => DayWords {
  const held = new Map<string, PictureDuty[]>();
  const found = new Map<string, PictureFinding[]>();
  const push = <Value>(map: Map<string, Value[]>, key: string, value: Value) => {
    const known = map.get(key);
    if (known) known.push(value);
    else map.set(key, [value]);
  };
  for (const duty of duties) for (const { person } of duty.filled) push(held, `${person} ${duty.date}`, duty);
  for (const finding of findings)
    if (!finding.overridden) for (const day of finding.days) push(found, `${finding.person} ${day}`, finding);
  const byId = new Map(people.map((person) => [person.person, person]));
  return (person, date) => {
    const row = byId.get(person);
    const mine = held.get(`${person} ${date}`) ?? [];
    const open = found.get(`${person} ${date}`) ?? [];
    const leave = row?.leave.find(({ days }) => days.includes(date))?.kind ?? null;
    const busy = row?.elsewhere.filter((one) => one.date === date) ?? [];
    const isPinned = mine.some(({ filled }) => filled.some((one) => one.person === person && one.pinned));
    const isChanged = mine.some(({ changedSincePublication }) => changedSincePublication);
    const isHard = open.some(({ severity }) => severity === 'hard');
    const signs = `${isPinned ? '•' : ''}${isChanged ? '*' : ''}${isHard ? '!' : open.length > 0 ? '?' : ''}`;
    const codes = mine.map(({ code }) => code).join('+') || (leave ? 'L' : busy.length > 0 ? '–' : '');
    return {
      text: `${codes}${signs}`,
      words: [
        ...mine.map((duty) => `${duty.code} ${duty.role}, ${duty.siteName}, ${timesOf(duty)}`),
        ...(leave ? [`${leave} leave`] : []),
        ...busy.map((one) => `busy ${timesOf(one)} ${one.place ? `at ${one.place.siteName}` : 'elsewhere'}`),
        ...(isPinned ? ['pinned'] : []),
        ...(isChanged ? ['changed since publication'] : []),
        ...open.map(({ severity, sentence }) => `${severity === 'hard' ? 'breach' : 'warning'}: ${sentence}`),
      ],
    };
  };
}
