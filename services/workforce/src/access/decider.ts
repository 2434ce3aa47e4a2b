import type { OrganisationCode } from '@weft/contracts';
import type { Decision, Stream } from '@weft/eventing';
import type { Role } from '@weft/service-kit';
import { type AccessEvent, accessEvents, roleGranted, roleRevoked } from './events.ts';

/** What a person may act as: 'RA4 rota-manager'. */
type AccessState = ReadonlySet<string>;

type AccessCommand = {
  readonly type: 'GrantRole' | 'RevokeRole';
  readonly organisation: OrganisationCode;
  readonly role: Role;
};

const keyOf = ({ organisation, role }: Pick<AccessCommand, 'organisation' | 'role'>) => `${organisation} ${role}`;

function evolve(state: AccessState, { type, data }: AccessEvent): AccessState {
  const held = new Set(state);
  if (type === 'RoleGranted') held.add(keyOf(data));
  else held.delete(keyOf(data));
  return held;
}

function decide({ type, organisation, role }: AccessCommand, held: AccessState): Decision<AccessEvent, never> {
  const has = held.has(keyOf({ organisation, role }));
  if (type === 'GrantRole') return has ? [] : [roleGranted.create({ organisation, role })];
  return has ? [roleRevoked.create({ organisation, role })] : [];
}

/** The roles that a person holds, per organisation. */
export const accessStream: Stream<AccessState, AccessCommand, AccessEvent, never> = {
  category: 'access',
  kinds: accessEvents,
  decider: { initial: new Set(), evolve, decide },
};
