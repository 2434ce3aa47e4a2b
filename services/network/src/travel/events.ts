import { Travel } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';

/** How long it takes between two sites, in either direction, and whether a person said so. */
export const travelSet = eventKind('TravelSet', Travel);

export const travelEvents = [travelSet] as const;
export type TravelEvent = EventOf<typeof travelEvents>;
