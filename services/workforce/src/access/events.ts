import { OrganisationCode } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { Role } from '@weft/service-kit';
import { z } from 'zod';

const data = z.object({ organisation: OrganisationCode, role: Role });

export const roleGranted = eventKind('RoleGranted', data);
export const roleRevoked = eventKind('RoleRevoked', data);

export const accessEvents = [roleGranted, roleRevoked] as const;
export type AccessEvent = EventOf<typeof accessEvents>;
