import type { Actor } from '@weft/service-kit';
import type { ReadDeps } from '../board/sources.ts';
import type { Editing } from '../duty/editing.ts';
import type { Streams } from '../streams.ts';
import type { EditRunner } from './runner.ts';

/** What edits are read, planned and made with. */
export type EditDeps = ReadDeps & {
  readonly streams: Streams;
  readonly editing: (actor: Actor) => Editing;
  readonly edits: EditRunner;
};
