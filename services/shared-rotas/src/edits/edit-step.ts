import type { Metadata } from '@weft/eventing';
import { within } from '@weft/service-kit';

const OF_EDIT = 'edit-';

/** Metadata of one step of an edit: a retry of the edit makes the same. */
export const editStep = (metadata: Metadata, step: string): Metadata => within(metadata, `${OF_EDIT}${step}`);

/** Whether a command is a step of an edit: whoever finds the edit unfinished finishes its steps too. */
export const isEditStep = (commandId: string): boolean => commandId.includes(`/${OF_EDIT}`);

/** Whether a command is an edit, or a step of it. */
export const isOfEdit = (commandId: string, edit: string): boolean =>
  commandId === edit || commandId.startsWith(`${edit}/`);
