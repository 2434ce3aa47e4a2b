import { instantOf, localDateOf, localTimeOf } from '@weft/rostering';
import ical, { ICalCalendarMethod, ICalEventStatus, type ICalLuxonDateTimeStub } from 'ical-generator';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { ZONE } from '../zone.ts';

const REFRESH_SECONDS = 3600;

/** One duty of a person as a calendar shows it. */
export type CalendarDuty = {
  readonly booking: string;
  /** Rises with each change of the entry. */
  readonly sequence: number;
  /** Tentative: changed since the rota was last published. A cancelled duty stays in the feed, so that it disappears. */
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  /** Instants, ISO in UTC. */
  readonly start: string;
  readonly end: string;
  readonly changedAt: string;
  readonly title: string;
  readonly place: string;
  readonly rota: string;
  /** When the rota was last published, an instant. */
  readonly publishedAt: string;
};

/**
 * A person's duties as iCalendar (RFC 5545, RFC 7986): local times of Europe/London with their VTIMEZONE, one stable
 * UID per booking.
 */
export function calendarOf(duties: readonly CalendarDuty[]): string {
  const newest = duties
    .map(({ publishedAt }) => publishedAt)
    .sort()
    .at(-1);
  const calendar = ical({
    name: 'My rota',
    prodId: { company: 'Weft', product: 'Shared rota', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
    description: newest
      ? `Last published ${shown(newest)}. Calendars fetch this now and then, some only once a day: the rota itself is the record.`
      : 'Nothing is published yet.',
    // A zone's name here would print all stamps in local time; a name of null leaves them in UTC.
    timezone: { name: null, generator: (zone) => [tzlib_get_ical_block(zone)].flat()[0] ?? null },
  });
  for (const duty of duties) {
    const event = calendar.createEvent({
      id: `${duty.booking}@weft`,
      sequence: duty.sequence,
      start: new Date(duty.start),
      end: new Date(duty.end),
      stamp: new Date(duty.changedAt),
      lastModified: new Date(duty.changedAt),
      summary: duty.title,
      location: duty.place,
      description: `${duty.rota}, last published ${shown(duty.publishedAt)}.${duty.status === 'tentative' ? ' Changed since then.' : ''}`,
      status: statuses[duty.status],
    });
    if (isToldByClock(duty.start) && isToldByClock(duty.end))
      event.timezone(ZONE).start(onTheClock(duty.start)).end(onTheClock(duty.end));
  }
  return calendar.toString();
}

const statuses = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};

const shown = (instant: string) =>
  `${localDateOf(ZONE, Date.parse(instant))} ${localTimeOf(ZONE, Date.parse(instant))}`;

/** False in the hour that comes twice in autumn, the second time: there the entry says UTC. */
function isToldByClock(instant: string): boolean {
  const at = Date.parse(instant);
  return instantOf(ZONE, localDateOf(ZONE, at), localTimeOf(ZONE, at)) === at;
}

/** The local time as the calendar library reads it; a plain Date would be printed in the zone of the machine. */
function onTheClock(instant: string): ICalLuxonDateTimeStub {
  const at = Date.parse(instant);
  const date = localDateOf(ZONE, at).replaceAll('-', '');
  const time = `${localTimeOf(ZONE, at).replace(':', '')}00`;
  const moment: ICalLuxonDateTimeStub = {
    isValid: true,
    zone: { type: 'iana' },
    setZone: () => moment,
    toFormat: (format) => (format.includes('d') ? date : time),
    toJSDate: () => new Date(at),
    toJSON: () => instant,
  };
  return moment;
}
