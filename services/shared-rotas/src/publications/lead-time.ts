import { daysBetween, publicationNotice } from '@weft/rostering';
import { ZONE } from '../zone.ts';

/** How much notice publishing now would give, against one rule. */
export type LeadTime = {
  readonly rule: string;
  readonly name: string;
  readonly days: number;
  readonly limit: number;
  readonly isKept: boolean;
  readonly source: string;
  /** Whether the number is to be checked against the own contract. */
  readonly verify: boolean;
};

/** RD-PUB8, in days: the generic work schedule comes eight weeks before the post begins. */
const WORK_SCHEDULE_DAYS = 56;

/** The two deadlines of a rota that would be published on `today`: eight weeks for work schedules, six for the roster. */
export function leadTimes(rota: { readonly from: string }, at: Date, today: string): LeadTime[] {
  const days = daysBetween(today, rota.from);
  const roster = publicationNotice({ zone: ZONE, publishedAt: at.getTime(), firstDay: rota.from });
  return [
    {
      rule: 'RD-PUB8',
      name: 'Generic work schedule',
      days,
      limit: WORK_SCHEDULE_DAYS,
      isKept: days >= WORK_SCHEDULE_DAYS,
      source: 'TCS 2016, code of practice: work schedules eight weeks before the post begins',
      verify: true,
    },
    {
      rule: roster.rule,
      name: 'Duty roster',
      days: roster.days,
      limit: roster.limit,
      isKept: roster.isKept,
      source: roster.source,
      verify: false,
    },
  ];
}
