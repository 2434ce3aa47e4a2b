import type { OrganisationCode, PersonId } from '@weft/contracts';
import { type Decider, type Decision, reject, type Stream } from '@weft/eventing';
import { daysBetween, publicationNotice, rulePackVersion } from '@weft/rostering';
import type { RecordedFinding } from '../duty/events.ts';
import { isSameData } from '../same-data.ts';
import { ZONE } from '../zone.ts';
import {
  publicationApproved,
  publicationDeclined,
  publicationRequested,
  type Rota,
  type RotaEvent,
  rotaExtended,
  rotaKinds,
  rotaOpened,
  rotaPublished,
} from './events.ts';

/** Who asked for a publication, and when. */
type Request = { readonly person: PersonId; readonly at: string };

export type RotaState = { readonly rota: Rota | null; readonly version: number; readonly request: Request | null };

/** What stands, as it was judged when somebody wants to publish it. */
export type Standing = {
  readonly at: string;
  /** Hard findings that no override carries. */
  readonly open: readonly RecordedFinding[];
  readonly overridden: number;
  readonly gaps: number;
  /** Whether anything changed since the last publication. */
  readonly isChanged: boolean;
};

export type RotaCommand =
  | { readonly type: 'OpenRota'; readonly rota: Rota }
  | { readonly type: 'ExtendRota'; readonly to: string }
  | ({ readonly type: 'PublishRota' } & Standing)
  | ({
      readonly type: 'RequestPublication';
      readonly person: PersonId;
      readonly organisation: OrganisationCode;
    } & Standing)
  | { readonly type: 'DeclinePublication'; readonly because: string }
  | ({ readonly type: 'ApprovePublication'; readonly person: PersonId } & Standing);

export type RotaRefusal =
  | 'rota-exists'
  | 'period-empty'
  | 'period-too-long'
  | 'no-such-rota'
  | 'not-later'
  | 'hard-findings-open'
  | 'nothing-changed'
  | 'already-requested'
  | 'not-requested'
  | 'own-request';

const LONGEST_DAYS = 731;

function evolve(state: RotaState, event: RotaEvent): RotaState {
  switch (event.type) {
    case 'RotaOpened':
      return { rota: event.data, version: 0, request: null };
    case 'RotaExtended':
      return state.rota
        ? { ...state, rota: { ...state.rota, period: { ...state.rota.period, to: event.data.to } } }
        : state;
    case 'RotaPublished':
      return { ...state, version: event.data.version, request: null };
    case 'PublicationRequested':
      return { ...state, request: { person: event.data.person, at: event.data.at } };
    case 'PublicationDeclined':
    case 'PublicationApproved':
      return { ...state, request: null };
    default:
      return event satisfies never;
  }
}

function refusePeriod({ from, to }: Rota['period']) {
  if (to <= from) return reject('period-empty', `The rota would end on ${to}, not after its first day ${from}.`);
  if (daysBetween(from, to) > LONGEST_DAYS)
    return reject(
      'period-too-long',
      `A rota covers two years at most; from ${from} to ${to} is longer. Open a second one.`,
    );
  return null;
}

type Opened = RotaState & { readonly rota: Rota };

/** What holds before a publication and before asking for one. */
function refuseStanding({ open, isChanged }: Standing, { version }: Opened) {
  if (open.length > 0)
    return reject(
      'hard-findings-open',
      `${open.length === 1 ? 'A hard finding is' : `${open.length} hard findings are`} neither mended nor overridden. Mend them, or override them with a reason, a role and an expiry.`,
      { findings: open },
    );
  if (version > 0 && !isChanged)
    return reject('nothing-changed', `Nothing has changed since version ${version} was published.`);
  return null;
}

function publicationOf({ at, overridden, gaps }: Standing, { rota, version }: Opened): RotaEvent {
  const notice = publicationNotice({ zone: ZONE, publishedAt: Date.parse(at), firstDay: rota.period.from });
  return rotaPublished.create({
    rota: rota.rota,
    version: version + 1,
    period: rota.period,
    at,
    leadDays: notice.days,
    leadDaysAsked: notice.limit,
    gaps,
    overridden,
    rulePack: rulePackVersion(rota.period.from),
  });
}

function request(
  command: Extract<RotaCommand, { type: 'RequestPublication' }>,
  state: Opened,
): Decision<RotaEvent, RotaRefusal> {
  const { person, organisation, at, gaps, overridden } = command;
  if (state.request?.person === person) return [];
  if (state.request)
    return reject('already-requested', 'Somebody else has asked for it already. Approve that, or decline it first.');
  const { rota, version } = state;
  return (
    refuseStanding(command, state) ?? [
      publicationRequested.create({
        rota: rota.rota,
        version: version + 1,
        at,
        person,
        organisation,
        gaps,
        overridden,
      }),
    ]
  );
}

function approve(
  command: Extract<RotaCommand, { type: 'ApprovePublication' }>,
  state: Opened,
): Decision<RotaEvent, RotaRefusal> {
  const { rota, version, request: asked } = state;
  if (!asked)
    return reject('not-requested', 'Nobody asks for a publication, or it was approved or declined meanwhile.');
  if (asked.person === command.person)
    return reject(
      'own-request',
      'Nobody approves what they asked for themselves. Ask another rota manager, or the operator.',
    );
  return (
    refuseStanding(command, state) ?? [
      publicationApproved.create({
        rota: rota.rota,
        version: version + 1,
        at: command.at,
        requestedBy: asked.person,
        requestedAt: asked.at,
      }),
      publicationOf(command, state),
    ]
  );
}

function decide(command: RotaCommand, state: RotaState): Decision<RotaEvent, RotaRefusal> {
  const { rota } = state;
  if (command.type === 'OpenRota') {
    if (rota)
      return isSameData(rota, command.rota)
        ? []
        : reject('rota-exists', `Rota ${rota.rota} is open already. Choose another id.`);
    return refusePeriod(command.rota.period) ?? [rotaOpened.create(command.rota)];
  }
  if (!rota) return reject('no-such-rota', 'This rota does not exist.');
  const opened = { ...state, rota };
  switch (command.type) {
    case 'ExtendRota': {
      const { from, to } = rota.period;
      if (command.to === to) return [];
      if (command.to < to) return reject('not-later', `The rota ends on ${to} already; ${command.to} is not later.`);
      return refusePeriod({ from, to: command.to }) ?? [rotaExtended.create({ rota: rota.rota, to: command.to })];
    }
    case 'PublishRota':
      return refuseStanding(command, opened) ?? [publicationOf(command, opened)];
    case 'RequestPublication':
      return request(command, opened);
    case 'DeclinePublication': {
      if (!state.request) return [];
      const { because } = command;
      return [publicationDeclined.create({ rota: rota.rota, version: state.version + 1, because })];
    }
    case 'ApprovePublication':
      return approve(command, opened);
    default:
      return command satisfies never;
  }
}

const rotaDecider: Decider<RotaState, RotaCommand, RotaEvent, RotaRefusal> = {
  initial: { rota: null, version: 0, request: null },
  evolve,
  decide,
};

/** Streams rota-<id>: what a rota covers, and its publications. */
export const rotaStream: Stream<RotaState, RotaCommand, RotaEvent, RotaRefusal> = {
  category: 'rota',
  kinds: rotaKinds,
  decider: rotaDecider,
};
