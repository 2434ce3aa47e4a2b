import { type Decider, reject, type Stream } from '@weft/eventing';
import { isSameData } from '../same-data.ts';
import { type HostService, type HostServiceEvent, hostServiceEvents, hostServiceRecorded } from './events.ts';

/** Null until it is recorded. */
export type HostServiceState = HostService | null;

export type HostServiceCommand = {
  readonly type: 'RecordHostService';
  readonly hostService: HostService;
  readonly siteIsKnown: boolean;
  /** True too when no operator is named. */
  readonly operatorIsKnown: boolean;
};

export type HostServiceRefusal = 'unknown-site' | 'unknown-organisation';

/** The id of a service's stream: its site and name, in letters, digits and dots. */
export const hostServiceId = ({ site, service }: Pick<HostService, 'site' | 'service'>): string =>
  `${site}~${service.toLowerCase().replace(/[^a-z0-9]+/g, '.')}`;

function decide({ hostService, siteIsKnown, operatorIsKnown }: HostServiceCommand, state: HostServiceState) {
  if (isSameData(hostService, state)) return [];
  const { site, service, operator } = hostService;
  if (!siteIsKnown)
    return reject('unknown-site', `${service} is said to be at ${site}, which is not recorded. Record the site first.`);
  if (!operatorIsKnown)
    return reject(
      'unknown-organisation',
      `${operator} is said to operate ${service}, and is not recorded. Record it first.`,
    );
  return [hostServiceRecorded.create(hostService)];
}

const hostServiceDecider: Decider<HostServiceState, HostServiceCommand, HostServiceEvent, HostServiceRefusal> = {
  initial: null,
  evolve: (_state, event) => event.data,
  decide,
};

/** Streams hostService-<site>~<service>. */
export const hostServiceStream: Stream<HostServiceState, HostServiceCommand, HostServiceEvent, HostServiceRefusal> = {
  category: 'hostService',
  kinds: hostServiceEvents,
  decider: hostServiceDecider,
};
