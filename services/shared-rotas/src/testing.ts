import { BookingId, DutyId, OrganisationCode, PersonId, RotaId, SiteCode } from '@weft/contracts';
import {
  type ContractView,
  type Event,
  eventIdOf,
  type Message,
  openRows,
  type Recorded,
  type RowsFile,
  type View,
} from '@weft/eventing';
import type { DiaryEvent } from './diary/events.ts';
import type { Duty, DutyEvent } from './duty/events.ts';
import { networkFacts } from './facts/network-facts.ts';
import { workforceFacts } from './facts/workforce-facts.ts';
import type { RotaEvent } from './rota/events.ts';

type Known = RotaEvent | DutyEvent | DiaryEvent;

/** Rows of some views, and a log of events that are put into them one by one. */
export type Projected = {
  readonly rows: RowsFile;
  /** Takes events in, at an instant; the next ones come later in the log. */
  take(at: string, ...events: readonly Event[]): void;
  /** Takes in what network or workforce published. */
  hear(subject: string, data: unknown): void;
};

/** Makes the tables of views and of the facts from elsewhere, empty. */
export function projected(views: readonly View<never>[]): Projected {
  const rows = openRows(':memory:');
  const facts: ContractView[] = [networkFacts, workforceFacts];
  for (const { tables } of [...views, ...facts]) rows.exec(tables);
  let place = 0;
  const revisions = new Map<string, number>();
  const nextPosition = () => String(++place * 10).padStart(20, '0') as Message['position'];
  return {
    rows,
    take(at, ...events) {
      for (const event of events) {
        const stream = streamOf(event as Known);
        const revision = (revisions.get(stream) ?? -1) + 1;
        revisions.set(stream, revision);
        const recorded: Recorded = {
          ...event,
          id: eventIdOf(stream, `command-${place}`, 0),
          stream,
          revision,
          position: nextPosition(),
          metadata: { commandId: `command-${place}`, at, actor: { person: 'manager', organisation: 'RA4' } },
        };
        for (const { on } of views)
          (on as Record<string, ((rows: RowsFile, event: Recorded) => void) | undefined>)[event.type]?.(rows, recorded);
      }
    },
    hear(subject, data) {
      const message: Message = {
        id: `m${place}`,
        subject,
        position: nextPosition(),
        at: '2026-01-01T00:00:00.000Z',
        data,
      };
      for (const { on } of facts) on[subject]?.(rows, message);
    },
  };
}

function streamOf(event: Known): string {
  const { data } = event as { data: { person?: string; duty?: string; rota?: string } };
  if (event.type.startsWith('Rota')) return `rota-${data.rota}`;
  if (event.type.startsWith('Time') || event.type.startsWith('Leave') || event.type === 'OverrideRecorded')
    return `diary-${data.person}`;
  return `duty-${data.duty}`;
}

export const ids = {
  rota: (text: string) => RotaId.parse(text),
  duty: (text: string) => DutyId.parse(text),
  person: (text: string) => PersonId.parse(text),
  booking: (text: string) => BookingId.parse(text),
  site: (text: string) => SiteCode.parse(text),
  organisation: (text: string) => OrganisationCode.parse(text),
};

const nobody = {
  employer: null,
  payer: null,
  hostSite: null,
  hostOrganisation: null,
  operator: null,
  governance: null,
  indemnifier: null,
  dataController: null,
  rotaOwner: null,
};

/** A day shift of one registrar on rota 'ent' at RA430, Monday 2 March 2026 from 08:00 to 16:00; with changes. */
export const aDuty = (id: string, changes: Partial<Duty> = {}): Duty => ({
  duty: ids.duty(id),
  rota: ids.rota('ent'),
  template: null,
  date: '2026-03-02',
  site: ids.site('RA430'),
  service: 'ENT',
  role: 'registrar',
  grades: ['registrar'],
  skill: null,
  kind: 'shift',
  start: '2026-03-02T08:00:00Z',
  end: '2026-03-02T16:00:00Z',
  breakMinutes: 60,
  expectedWorkMinutes: 0,
  code: 'D',
  count: 1,
  arrangement: null,
  parties: nobody,
  ...changes,
});
