import type { AnyKind, EventOf, Recorded, RecordedEvent } from '@weft/eventing';

/** Reads stored events of the kinds; throws for one that this release does not know. */
export function decoding<const Kinds extends readonly AnyKind[]>(
  kinds: Kinds,
): (stored: RecordedEvent) => Recorded<EventOf<Kinds>> {
  const byType = new Map(kinds.map((kind) => [kind.type, kind]));
  return (stored) => {
    const kind = byType.get(stored.type);
    if (!kind)
      throw new Error(
        `${stored.stream} has an event ${stored.type} that this release does not know. A newer one wrote it: upgrade.`,
      );
    return { ...stored, ...kind.decode(stored) } as unknown as Recorded<EventOf<Kinds>>;
  };
}
