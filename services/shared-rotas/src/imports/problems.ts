import type { Problem, UnreadableFile } from '@weft/service-kit';
import type { ImportChange } from './changes.ts';

/** What an upload would change, and which rows are wrong. */
export type ReadImport = {
  /** Rows of the file, wrong ones included. */
  readonly rows: number;
  readonly changes: readonly ImportChange[];
  readonly problems: readonly Problem[];
};

/** Whether the file could be read at all. */
export const isUnreadable = (read: object): read is UnreadableFile => 'unreadable' in read;

/** A file whose header or content is wrong as a whole: nothing of it can be imported. */
export const nothingRead = ({ unreadable }: UnreadableFile): ReadImport => ({
  rows: 0,
  changes: [],
  problems: unreadable,
});
