import type { Instant, LocalDate, Severity } from '../model.ts';
import { numbersOn } from '../packs.ts';
import { daysBetween, localDateOf } from '../zone.ts';

/** How many days of notice were given, and how many the rule asks for. */
export type Notice = {
  readonly rule: 'RD-PUB6' | 'RD-LIVE6';
  readonly severity: Severity;
  readonly source: string;
  /** Local days between the day of notice and the day it is for; negative when it came too late altogether. */
  readonly days: number;
  readonly limit: number;
  readonly isKept: boolean;
};

/**
 * RD-PUB6: a roster is published six weeks before its first day. Counted in local dates, so that the time of day
 * plays no part; 42 days pass, 41 do not.
 */
export function publicationNotice(asked: { zone: string; publishedAt: Instant; firstDay: LocalDate }): Notice {
  return noticeOf(asked.zone, asked.publishedAt, {
    rule: 'RD-PUB6',
    severity: 'hard',
    source: 'TCS 2016, code of practice on rosters: six weeks',
    day: asked.firstDay,
  });
}

/**
 * RD-LIVE6: a duty of a published roster is changed with six weeks' notice. None is asked for a change made before
 * publication: null. The day is that on which the duty starts, the earlier one where a change moves it.
 */
export function changeNotice(asked: {
  zone: string;
  publishedAt: Instant | null;
  changedAt: Instant;
  dutyStart: Instant;
}): Notice | null {
  if (asked.publishedAt === null || asked.changedAt < asked.publishedAt) return null;
  return noticeOf(asked.zone, asked.changedAt, {
    rule: 'RD-LIVE6',
    severity: 'soft',
    source: 'NHS Employers, good rostering guide: six weeks',
    day: localDateOf(asked.zone, asked.dutyStart),
  });
}

type About = Pick<Notice, 'rule' | 'severity' | 'source'> & { readonly day: LocalDate };

function noticeOf(zone: string, given: Instant, { rule, severity, source, day }: About): Notice {
  const limit = numbersOn(day).resident.noticeDays;
  const days = daysBetween(localDateOf(zone, given), day);
  return { rule, severity, source, days, limit, isKept: days >= limit };
}
