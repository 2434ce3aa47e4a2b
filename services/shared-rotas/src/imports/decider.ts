import { type Decider, reject } from '@weft/eventing';
import type { ImportChange } from './changes.ts';
import {
  type ImportEvent,
  importApplied,
  importApplyBegan,
  importKinds,
  importPartRead,
  importRead,
} from './events.ts';

type DataOf<Type extends ImportEvent['type']> = Extract<ImportEvent, { type: Type }>['data'];

export type ImportState = {
  readonly stage: 'none' | 'read' | 'applying' | 'applied';
  readonly read: DataOf<'ImportRead'> | null;
  readonly changes: readonly ImportChange[];
  readonly began: DataOf<'ImportApplyBegan'> | null;
  readonly applied: DataOf<'ImportApplied'> | null;
};

export type ImportCommand =
  | { readonly type: 'KeepImport'; readonly read: DataOf<'ImportRead'> }
  | { readonly type: 'KeepPart'; readonly changes: ImportChange[] }
  | { readonly type: 'BeginImport'; readonly refuseRows: number[]; readonly asItStood: boolean }
  | { readonly type: 'RecordImported'; readonly applied: DataOf<'ImportApplied'> };

export type ImportRefusal =
  | 'import-exists'
  | 'import-unknown'
  | 'import-incomplete'
  | 'rows-wrong'
  | 'file-wrong'
  | 'not-applying';

/** One uploaded file, from its reading to the changes that it made. */
export const importDecider: Decider<ImportState, ImportCommand, ImportEvent, ImportRefusal> = {
  initial: { stage: 'none', read: null, changes: [], began: null, applied: null },
  evolve(state, event) {
    switch (event.type) {
      case 'ImportRead':
        return { ...state, stage: 'read', read: event.data };
      case 'ImportPartRead':
        return { ...state, changes: [...state.changes, ...event.data.changes] };
      case 'ImportApplyBegan':
        return { ...state, stage: 'applying', began: event.data };
      case 'ImportApplied':
        return { ...state, stage: 'applied', applied: event.data };
      default:
        return event satisfies never;
    }
  },
  decide(command, state) {
    if (command.type === 'KeepImport')
      return state.stage === 'none'
        ? [importRead.create(command.read)]
        : reject('import-exists', 'This import was read before.');
    if (!state.read) return reject('import-unknown', 'There is no such import. Send the file again.');
    switch (command.type) {
      case 'KeepPart':
        return state.stage === 'read'
          ? [importPartRead.create({ changes: command.changes })]
          : reject('import-exists', 'This import was read before.');
      case 'BeginImport': {
        if (state.stage !== 'read') return [];
        if (state.changes.length !== state.read.changes)
          return reject('import-incomplete', 'Not all of this file was kept. Send it again.');
        const wrong = [...new Set(state.read.problems.map(({ row }) => row))];
        if (wrong.includes(0))
          return reject(
            'file-wrong',
            state.read.problems.find(({ row }) => row === 0)?.because ?? 'The file is wrong.',
          );
        const left = wrong.filter((row) => !command.refuseRows.includes(row)).sort((a, b) => a - b);
        if (left.length > 0)
          return reject(
            'rows-wrong',
            `${left.length === 1 ? `Row ${left[0]} is` : `Rows ${left.join(', ')} are`} wrong. Mend them and send the file again, or refuse them row by row. Nothing was imported.`,
            { rows: left },
          );
        return [importApplyBegan.create({ refuseRows: command.refuseRows, asItStood: command.asItStood })];
      }
      case 'RecordImported':
        if (state.stage === 'applied') return [];
        return state.stage === 'applying'
          ? [importApplied.create(command.applied)]
          : reject('not-applying', 'This import was not begun.');
      default:
        return command satisfies never;
    }
  },
};

/** Streams rotaImport-<id>: uploaded files. */
export const importStream = { category: 'rotaImport', kinds: importKinds, decider: importDecider };
