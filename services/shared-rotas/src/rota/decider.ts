import { type Decider, type Decision, reject, type Stream } from '@weft/eventing';
import { daysBetween, publicationNotice, rulePackVersion } from '@weft/rostering';
import type { RecordedFinding } from '../duty/events.ts';
import { isSameData } from '../same-data.ts';
import { ZONE } from '../zone.ts';
import { type Rota, type RotaEvent, rotaExtended, rotaKinds, rotaOpened, rotaPublished } from './events.ts';

export type RotaState = { readonly rota: Rota | null; readonly version: number };

export type RotaCommand =
  | { readonly type: 'OpenRota'; readonly rota: Rota }
  | { readonly type: 'ExtendRota'; readonly to: string }
  | {
      readonly type: 'PublishRota';
      readonly at: string;
      /** Hard findings that no override carries. */
      readonly open: readonly RecordedFinding[];
      readonly overridden: number;
      readonly gaps: number;
      /** Whether anything changed since the last publication. */
      readonly isChanged: boolean;
    };

export type RotaRefusal =
  | 'rota-exists'
  | 'period-empty'
  | 'period-too-long'
  | 'no-such-rota'
  | 'not-later'
  | 'hard-findings-open'
  | 'nothing-changed';

const LONGEST_DAYS = 731;

function evolve(state: RotaState, event: RotaEvent): RotaState {
  switch (event.type) {
    case 'RotaOpened':
      return { rota: event.data, version: 0 };
    case 'RotaExtended':
      return state.rota
        ? { ...state, rota: { ...state.rota, period: { ...state.rota.period, to: event.data.to } } }
        : state;
    case 'RotaPublished':
      return { ...state, version: event.data.version };
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

function publish(
  { at, open, overridden, gaps, isChanged }: Extract<RotaCommand, { type: 'PublishRota' }>,
  { rota, version }: RotaState & { rota: Rota },
): Decision<RotaEvent, RotaRefusal> {
  if (open.length > 0)
    return reject(
      'hard-findings-open',
      `${open.length === 1 ? 'A hard finding is' : `${open.length} hard findings are`} neither mended nor overridden. Mend them, or override them with a reason, a role and an expiry.`,
      { findings: open },
    );
  if (version > 0 && !isChanged)
    return reject('nothing-changed', `Nothing has changed since version ${version} was published.`);
  const notice = publicationNotice({ zone: ZONE, publishedAt: Date.parse(at), firstDay: rota.period.from });
  return [
    rotaPublished.create({
      rota: rota.rota,
      version: version + 1,
      period: rota.period,
      at,
      leadDays: notice.days,
      leadDaysAsked: notice.limit,
      gaps,
      overridden,
      rulePack: rulePackVersion(rota.period.from),
    }),
  ];
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
  switch (command.type) {
    case 'ExtendRota': {
      const { from, to } = rota.period;
      if (command.to === to) return [];
      if (command.to < to) return reject('not-later', `The rota ends on ${to} already; ${command.to} is not later.`);
      return refusePeriod({ from, to: command.to }) ?? [rotaExtended.create({ rota: rota.rota, to: command.to })];
    }
    case 'PublishRota':
      return publish(command, { ...state, rota });
    default:
      return command satisfies never;
  }
}

const rotaDecider: Decider<RotaState, RotaCommand, RotaEvent, RotaRefusal> = {
  initial: { rota: null, version: 0 },
  evolve,
  decide,
};

/** Streams rota-<id>: what a rota covers, and its publications. */
export const rotaStream: Stream<RotaState, RotaCommand, RotaEvent, RotaRefusal> = {
  category: 'rota',
  kinds: rotaKinds,
  decider: rotaDecider,
};
