import { addDays, mondayOf, shortDay } from '../../layout/words.ts';

/** A question in plain words, understood. Days are local, [from, to). */
export type Question =
  | {
      readonly ask: 'gaps';
      readonly from: string;
      readonly to: string;
      /** 'uncredentialed': nobody passes the host's gate; 'none': nobody is free to take it. */
      readonly candidate: 'any' | 'uncredentialed' | 'none';
      /** What follows "at". */
      readonly site: string | null;
    }
  | { readonly ask: 'findings'; readonly from: string; readonly to: string }
  | { readonly ask: 'day'; readonly date: string }
  | { readonly ask: 'as-it-was'; readonly date: string }
  | { readonly ask: 'changes'; readonly date: string };

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

type Days = { readonly from: string; readonly to: string };
const oneDay = (from: string): Days => ({ from, to: addDays(from, 1) });

/** The local days that words name, seen from `today`; null where they name none. */
export function daysIn(words: string, today: string): Days | null {
  const text = words.toLowerCase();
  const monday = mondayOf(today);
  if (/\bnext week\b/.test(text)) return { from: addDays(monday, 7), to: addDays(monday, 14) };
  if (/\blast week\b/.test(text)) return { from: addDays(monday, -7), to: monday };
  if (/\bnext weekend\b/.test(text)) return { from: addDays(monday, 12), to: addDays(monday, 14) };
  if (/\bweekend\b/.test(text)) return { from: addDays(monday, 5), to: addDays(monday, 7) };
  if (/\bweek\b/.test(text)) return { from: monday, to: addDays(monday, 7) };
  if (/\btomorrow\b/.test(text)) return oneDay(addDays(today, 1));
  if (/\byesterday\b/.test(text)) return oneDay(addDays(today, -1));
  if (/\b(today|tonight|now)\b/.test(text)) return oneDay(today);
  const iso = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
  if (iso && !Number.isNaN(Date.parse(iso))) return oneDay(iso);
  const dated = /\b(\d{1,2})\s*([a-z]{3})[a-z]*(?:\s+(\d{4}))?\b/.exec(text);
  const month = MONTHS.indexOf(dated?.[2] ?? '');
  if (dated && month >= 0) {
    const tail = `${String(month + 1).padStart(2, '0')}-${dated[1]?.padStart(2, '0')}`;
    const date = `${dated[3] ?? today.slice(0, 4)}-${tail}`;
    if (!Number.isNaN(Date.parse(date))) return oneDay(date);
  }
  const named = /\b(last|next)?\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b/.exec(text);
  if (!named) return null;
  const weekday = WEEKDAYS.findIndex((one) => one.startsWith(named[2] as string));
  const ahead = (weekday - WEEKDAYS.indexOf(weekdayOf(today)) + 7) % 7;
  if (named[1] === 'last') return oneDay(addDays(today, ahead === 0 ? -7 : ahead - 7));
  return oneDay(addDays(today, named[1] === 'next' && ahead === 0 ? 7 : ahead));
}

const weekdayOf = (date: string): string => WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] as string;

/** Understands a question about the board; null where it is none. */
export function questionIn(words: string, today: string): Question | null {
  const text = words.toLowerCase().trim();
  const days = daysIn(text, today);
  const ahead = days ?? { from: today, to: addDays(today, 14) };
  if (/\b(as it was|as it stood)\b/.test(text)) return days && { ask: 'as-it-was', date: days.from };
  if (/\bchange[ds]?\b/.test(text)) return { ask: 'changes', date: (days ?? oneDay(today)).from };
  if (/\b(gaps?|empty|unfilled|missing)\b/.test(text)) {
    const candidate = /\b(no|without|nobody|not)\b.*\bcredential/.test(text)
      ? 'uncredentialed'
      : /\b(no|without|nobody)\b.*\b(candidates?|free|can)\b/.test(text)
        ? 'none'
        : 'any';
    const site = /\bat ([\p{L} '’-]+?)(?= (?:with|without|next|this|on|today|tomorrow|tonight)\b|$)/u.exec(text)?.[1];
    return { ask: 'gaps', ...ahead, candidate, site: site ?? null };
  }
  if (/\b(findings?|breach(es)?|warnings?)\b/.test(text)) return { ask: 'findings', ...ahead };
  if (/\bwho\b.*\b(on|there|in|working)\b/.test(text)) return { ask: 'day', date: (days ?? oneDay(today)).from };
  // Days that lie behind, and nothing else: the board as it was then.
  if (days && days.from < today && PAST.test(text)) return { ask: 'as-it-was', date: days.from };
  return null;
}

const PAST = /^(?:on )?(?:yesterday|last \p{L}+|\d{4}-\d{2}-\d{2}|\d{1,2} \p{L}+(?: \d{4})?)$/u;

const inDays = ({ from, to }: Days) =>
  addDays(from, 1) === to ? `on ${shortDay(from)}` : `from ${shortDay(from)} to ${shortDay(addDays(to, -1))}`;

/** What was understood, to be read before it is asked. */
export function questionWords(question: Question): string {
  switch (question.ask) {
    case 'gaps': {
      const who = { any: '', uncredentialed: ' with no credentialed candidate', none: ' that nobody can take' };
      return `Gaps ${inDays(question)}${who[question.candidate]}${question.site ? ` at “${question.site}”` : ''}`;
    }
    case 'findings':
      return `Open findings ${inDays(question)}`;
    case 'day':
      return `Who is where on ${shortDay(question.date)}, by the hour`;
    case 'as-it-was':
      return `The board as it was on ${shortDay(question.date)}, and what changed since`;
    case 'changes':
      return `What changed since the beginning of ${shortDay(question.date)}`;
    default:
      return question satisfies never;
  }
}

/** The gap's reasons of people who pass the host's gate: free ones, and those whom a rule, work or leave stops. */
const isCredentialed = (reason: string) =>
  ['free', 'not-judged', 'on-leave', 'already-working'].includes(reason) || /^[A-Z]/.test(reason);

type Gap = {
  readonly siteName: string;
  readonly reasons: readonly { readonly reason: string; readonly people: number }[] | null;
};

/** Of gaps with their reasons, those that a question asks for. */
export function gapsAsked<One extends Gap>(gaps: readonly One[], question: Question): readonly One[] {
  if (question.ask !== 'gaps') return [];
  const { candidate, site } = question;
  return gaps.filter(({ siteName, reasons }) => {
    if (site && !siteName.toLowerCase().includes(site)) return false;
    if (candidate === 'any') return true;
    if (!reasons) return false;
    return !reasons.some(({ reason }) => (candidate === 'none' ? reason === 'free' : isCredentialed(reason)));
  });
}
