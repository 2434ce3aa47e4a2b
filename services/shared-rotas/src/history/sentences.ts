import type { Recorded } from '@weft/eventing';
import { localTimeOf } from '@weft/rostering';
import type { Duty, DutyEvent, RecordedOverride } from '../duty/events.ts';
import { localDay, ZONE } from '../zone.ts';
import type { Names } from './names.ts';

/** One thing that happened to a duty, told to people. */
export type Sentence = {
  readonly at: string;
  /** Who did it, and for which organisation. */
  readonly by: string;
  readonly organisation: string;
  readonly text: string;
  /** The actor's own words. */
  readonly reason: string | null;
  /** The versions of the rules that judged it; null where no rule was asked. */
  readonly rulePack: string | null;
  /** The event's id, and that of the event that caused it. */
  readonly event: string;
  readonly cause: string | null;
};

/** Tells one event of a duty. */
export function sentenceOf(event: Recorded<DutyEvent>, names: Names): Sentence {
  const { metadata, id } = event;
  const { person, organisation } = metadata.actor;
  return {
    at: metadata.at,
    by: names.person(person),
    organisation: names.organisation(organisation, localDay(metadata.at)),
    text: textOf(event, names),
    reason: metadata.reason ?? null,
    rulePack: event.type === 'DutyFilled' ? event.data.rulePack : null,
    event: id,
    cause: metadata.cause ?? null,
  };
}

function textOf(event: Recorded<DutyEvent>, names: Names): string {
  switch (event.type) {
    case 'DutyOpened':
      return `Opened${event.data.template ? ' by the demand template' : ' by hand'}: ${dutyWords(event.data, names)}.`;
    case 'DutyChanged':
      return `Changed to ${dutyWords(event.data, names)}.`;
    case 'DutyFilled': {
      const { person, employer, how, why, pinned, warnings, override, at } = event.data;
      const who = `${names.person(person)} (${names.organisation(employer, localDay(at))})`;
      const ways = { manual: 'by hand', auto: 'by the roster', pattern: 'from a pattern', import: 'by an import' };
      const parts = [`Filled with ${who} ${ways[how]}${pinned ? ', pinned' : ''}.`];
      if (why) parts.push(`Why: ${why}`);
      if (warnings.length > 0) parts.push(`Noted: ${rulesOf(warnings)}.`);
      if (override) parts.push(overrideWords(override));
      return parts.join(' ');
    }
    case 'BookingDeclined':
      return `${names.person(event.data.person)} did not get the place: ${event.data.because}`;
    case 'DutyCleared': {
      const { person, because, movedTo, reassignedTo } = event.data;
      const who = names.person(person);
      if (because === 'moved') return `${who} was moved to ${movedTo ?? 'another duty'}.`;
      if (because === 'reassigned')
        return `${who} gave the place to ${reassignedTo ? names.person(reassignedTo) : 'somebody else'}.`;
      if (because === 'withdrawn') return `${who} was taken off: the duty was withdrawn.`;
      if (because === 'time-taken') return `${who} was taken off: the time was taken for something else.`;
      return `${who} was taken off.`;
    }
    case 'DutyPinned':
      return `${names.person(event.data.person)} was pinned: the roster leaves this placement as it is.`;
    case 'DutyUnpinned':
      return `${names.person(event.data.person)} was unpinned.`;
    case 'DutyRepointed':
      return `The place is now held under ${names.person(event.data.person)}: two records of one person were joined or parted.`;
    case 'DutyWithdrawn':
      return event.data.because === 'template' ? 'Withdrawn: the demand no longer asks for it.' : 'Withdrawn by hand.';
    default:
      return event satisfies never;
  }
}

function dutyWords(duty: Duty, names: Names): string {
  const { count, role, service, site, date, start, end, code } = duty;
  const clock = (instant: string) => localTimeOf(ZONE, Date.parse(instant));
  return `${code ? `${code}, ` : ''}${count} × ${role} (${service}) at ${names.site(site)}, ${date} ${clock(start)} to ${clock(end)}`;
}

const rulesOf = (findings: readonly { readonly rule: string }[]) =>
  [...new Set(findings.map(({ rule }) => rule))].join(', ');

const overrideWords = ({ findings, reason, role, expires }: RecordedOverride) =>
  `Let stand in spite of ${rulesOf(findings)}, as ${role}, until ${expires}: ${reason}`;
