import type { Names } from './names.ts';
import type { NatsLink } from './nats-link.ts';
import type { NatsSettings } from './settings.ts';
import type { Note } from './tending.ts';

/** What every part of one bus works with. */
export type BusParts = {
  readonly link: NatsLink;
  readonly names: Names;
  readonly settings: NatsSettings;
  readonly replicas: number;
  readonly note: Note;
};
