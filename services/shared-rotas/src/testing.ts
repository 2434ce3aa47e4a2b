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
import { type DiaryEvent, timeBooked } from './diary/events.ts';
import { type Duty, type DutyEvent, dutyFilled } from './duty/events.ts';
import { networkFacts } from './facts/network-facts.ts';
import { workforceFacts } from './facts/workforce-facts.ts';
import type { Rota, RotaEvent } from './rota/events.ts';

type Known = RotaEvent | DutyEvent | DiaryEvent;

/** Rows of some views, and a log of events that are put into them one by one. */
export type Projected = {
  readonly rows: RowsFile;
  /** Takes events in, at an instant; the next ones come later in the log. */
  take(at: string, ...events: readonly Event[]): void;
  /** Takes in one event of a stream that its data do not name. */
  takeFrom(stream: string, at: string, event: Event): void;
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
  function takeFrom(stream: string, at: string, event: Event) {
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
  return {
    rows,
    take(at, ...events) {
      for (const event of events) takeFrom(streamOf(event as Known), at, event);
    },
    takeFrom,
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
  if (/^(Rota|Publication)/.test(event.type)) return `rota-${data.rota}`;
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

/** The two events by which a person of RA4 gets a place on a duty: their time is booked, the duty is filled. */
export function aPlace(
  duty: Duty,
  person: string,
  changes: { readonly booking?: string; readonly pinned?: boolean } = {},
) {
  const { site, service, role, kind, start, end, breakMinutes, expectedWorkMinutes } = duty;
  const filled = {
    duty: duty.duty,
    rota: duty.rota,
    person: ids.person(person),
    booking: ids.booking(changes.booking ?? `${duty.duty}~${person}`),
    site,
    start,
    end,
    employer: ids.organisation('RA4'),
    arrangement: null,
    how: 'manual' as const,
    why: null,
    pinned: changes.pinned ?? false,
    rulePack: 'EN-RD-2016:2019-refresh',
    warnings: [],
    override: null,
    at: '2026-01-01T00:00:00.000Z',
  };
  const beside = {
    service,
    role,
    kind,
    breakMinutes,
    expectedWorkMinutes,
    replaces: null,
    movedFrom: null,
    origin: null,
  };
  return [timeBooked.create({ ...filled, ...beside }), dutyFilled.create(filled)] as const;
}

/** A registrar of RA4 at RA430 with an airway skill, half time, from 2020 on; with changes. */
export function hearPerson(
  world: Projected,
  { person, name, ...changes }: { readonly person: string; readonly name: string } & Record<string, unknown>,
): void {
  world.hear('workforce.PersonRegistered.v1', { person, name, number: null });
  const employment = {
    employer: 'RA4',
    assignment: '1',
    pack: 'EN-RD-2016',
    wte: 0.5,
    grade: 'registrar',
    staffGroup: 'medical',
    skills: ['airway'],
    homeSite: 'RA430',
    annualLeaveDays: 27,
    from: '2020-01-01',
    to: null,
    ...changes,
  };
  world.hear('workforce.EmploymentRecorded.v1', { person, employment });
}

/** Organisation RA4 runs site RA430, organisation RBD site RBD01; no arrangement between them. */
export function hearNetwork(world: Projected): void {
  for (const [code, site] of [
    ['RA4', 'RA430'],
    ['RBD', 'RBD01'],
  ] as const) {
    const dated = { from: null, to: null };
    const source = 'invented';
    world.hear('network.OrganisationRecorded.v1', {
      code,
      kind: 'nhs-trust',
      names: [{ name: `Trust ${code}`, ...dated }],
      successor: null,
      source,
    });
    world.hear('network.SiteRecorded.v1', {
      code: site,
      name: `Hospital ${site}`,
      organisations: [{ code, ...dated }],
      postcode: null,
      latitude: null,
      longitude: null,
      source,
    });
  }
}

/** Rota 'ent' of RA4 at RA430 from 2 to 16 March 2026; with changes. */
export const aRota = (changes: Partial<Rota> = {}): Rota => ({
  rota: ids.rota('ent'),
  name: 'ENT',
  owner: ids.organisation('RA4'),
  organisations: [],
  arrangements: [],
  sites: [ids.site('RA430')],
  period: { from: '2026-03-02', to: '2026-03-16' },
  ...changes,
});
