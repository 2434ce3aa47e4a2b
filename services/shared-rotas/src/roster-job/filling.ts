import type { Metadata, Position } from '@weft/eventing';

/** One person for one duty, and why. */
export type WantedPlace = { readonly duty: string; readonly person: string; readonly why: string | null };

/** What did not come to pass, and why. */
type RefusedPlace = {
  readonly duty: string;
  readonly person: string;
  readonly code: string;
  readonly because: string;
};

/** The write side, as bulk work uses it. Each is idempotent by the metadata's command id. */
export type Filling = {
  /** Fills what can be filled, judged again at commit; the rest comes back with its reason. */
  fillMany(
    places: readonly WantedPlace[],
    asked: {
      readonly how: 'auto' | 'import';
      readonly metadata: Metadata;
      readonly override: { readonly reason: string; readonly role: string; readonly expires: string } | null;
    },
  ): Promise<{
    readonly filled: number;
    readonly refused: readonly RefusedPlace[];
    readonly position: Position | null;
  }>;
  /** Takes people off duties. Nothing happens where somebody else did it before. */
  clearMany(
    places: readonly { readonly duty: string; readonly person: string }[],
    metadata: Metadata,
  ): Promise<Position | null>;
};
