import { createHash } from 'node:crypto';
import { DutyId } from '@weft/contracts';
import { addDays, instantOf, weekdayOf } from '@weft/rostering';
import type { Duty } from '../duty/events.ts';
import { partiesOf } from '../duty/parties.ts';
import type { Network } from '../facts/network-facts.ts';
import { publicHolidayOn } from '../public-holidays.ts';
import { ZONE } from '../zone.ts';
import type { DemandTemplate } from './events.ts';

/** Local days [from, to). */
type Days = { readonly from: string; readonly to: string };
type Around = { readonly network: Network; readonly rotaOwner: string };

const MOST_OF_TEMPLATE = 86;

/** The duty of a template on a day is always the same one; `more` names a further one that was asked for by hand. */
export function dutyIdOf(template: string, date: string, more: number | null = null): Duty['duty'] {
  const short =
    template.length <= MOST_OF_TEMPLATE
      ? template
      : `${template.slice(0, 70)}~${createHash('sha256').update(template).digest('hex').slice(0, 12)}`;
  return DutyId.parse(`${short}~${date.replaceAll('-', '')}${more === null ? '' : `~${more}`}`);
}

const iso = (instant: number) => new Date(instant).toISOString();

/** Whether a template asks for somebody on a local day: its term, its weekdays, and what it says of public holidays. */
export function isWanted(template: DemandTemplate, date: string): boolean {
  if (date < template.from || (template.to !== null && date >= template.to)) return false;
  const isHoliday = publicHolidayOn(date) !== null;
  switch (template.publicHolidays) {
    case 'as-usual':
      return template.weekdays.includes(weekdayOf(date));
    case 'closed':
      return !isHoliday && template.weekdays.includes(weekdayOf(date));
    case 'only':
      return isHoliday && template.weekdays.includes(weekdayOf(date));
    default:
      return template.publicHolidays satisfies never;
  }
}

/**
 * The duty that a template makes on a local day. Its times are local ones: a night over a change of the clock is an
 * hour shorter or longer.
 */
export function dutyOfTemplate(template: DemandTemplate, date: string, { network, rotaOwner }: Around): Duty {
  const { id, rota, site, service, role, grade, skill, count, kind, code, arrangement } = template;
  const lastDay = template.endTime <= template.startTime ? addDays(date, 1) : date;
  return {
    duty: dutyIdOf(id, date),
    rota,
    template: id,
    date,
    site,
    service,
    role,
    grades: grade,
    skill,
    kind,
    start: iso(instantOf(ZONE, date, template.startTime)),
    end: iso(instantOf(ZONE, lastDay, template.endTime)),
    breakMinutes: template.breakMinutes,
    expectedWorkMinutes: template.expectedWorkMinutes,
    code,
    count,
    arrangement,
    parties: partiesOf({ network, arrangement, site, date, rotaOwner }),
  };
}

/** Every duty that templates make on the local days [from, to). */
export function dutiesOfTemplates(templates: readonly DemandTemplate[], { from, to }: Days, around: Around): Duty[] {
  const duties: Duty[] = [];
  for (let date = from; date < to; date = addDays(date, 1))
    for (const template of templates) if (isWanted(template, date)) duties.push(dutyOfTemplate(template, date, around));
  return duties;
}
