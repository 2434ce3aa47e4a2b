import { TRPCClientError } from '@trpc/client';
import { newCommandId } from '@weft/client';
import { api, inWords } from '../../api.ts';
import type { Cell, CellEdit, How } from './plan.ts';

export type Override = { readonly reason: string; readonly role: string; readonly expires: string };

/** A finding as the preview tells it. */
export type EditFinding = {
  readonly rule: string;
  readonly person: string;
  readonly severity: 'hard' | 'soft';
  readonly from: string;
  readonly sentence: string;
  readonly mend: string | null;
  readonly source: string;
  readonly verify: boolean;
  readonly overridden: { readonly reason: string; readonly role: string; readonly expires: string } | null;
};

/** What an edit would do, cell by cell, and to findings, cover and fairness. */
export type Preview = {
  readonly cells: readonly (Cell & {
    readonly fills: readonly {
      readonly code: string;
      readonly site: string;
      readonly start: string;
      readonly end: string;
    }[];
    readonly clears: readonly { readonly code: string }[];
    readonly refused: {
      readonly code: string;
      readonly because: string;
      readonly closest?: readonly string[] | undefined;
    } | null;
    readonly findings: readonly EditFinding[];
    readonly mend: { readonly words: string; readonly cells: readonly CellEdit[] } | null;
  })[];
  readonly findings: { readonly made: readonly EditFinding[]; readonly gone: readonly EditFinding[] };
  readonly cover: readonly {
    readonly date: string;
    readonly site: string;
    readonly role: string;
    readonly need: number;
    readonly before: number;
    readonly after: number;
  }[];
  readonly fairness: readonly {
    readonly person: string;
    readonly hours: { readonly before: number; readonly after: number; readonly contracted: number };
    readonly nights: { readonly before: number; readonly after: number };
    readonly weekends: { readonly before: number; readonly after: number };
  }[];
};

export type Refused = Cell & { readonly code: string; readonly because: string };
export type Edited = {
  readonly edit: string;
  readonly done: readonly Cell[];
  readonly refused: readonly Refused[];
  readonly position: string | null;
};
export type Undone = {
  readonly words: string;
  readonly undone: readonly Cell[];
  readonly kept: readonly (Cell & { readonly because: string })[];
  readonly position: string | null;
};
type Mine = { readonly edit: string; readonly words: string; readonly at: string; readonly cells: number };

/** A cycle of weeks: a code or '' for each day, Monday first. */
export type Pattern = {
  readonly id: string;
  readonly name: string;
  readonly weeks: readonly (readonly string[])[];
};

type Asked = { readonly cells: readonly CellEdit[]; readonly override?: Override | undefined };

/** What the desk asks of the platform. */
export type EditsApi = {
  readonly preview: (asked: Asked) => Promise<Preview>;
  readonly edit: (asked: Asked & { readonly how: How; readonly partly: boolean }) => Promise<Edited>;
  readonly undo: () => Promise<Undone>;
  readonly redo: () => Promise<Undone>;
  readonly mine: () => Promise<{ readonly undo: Mine | null; readonly redo: Mine | null }>;
  /** The cycles of the rota, by name. */
  readonly patterns: () => Promise<readonly Pattern[]>;
  /** What laying one over people and days would set; the first day's week is each person's first. */
  readonly patternCells: (asked: {
    readonly pattern: string;
    readonly people: readonly { readonly person: string; readonly startWeek: number }[];
    readonly from: string;
    readonly to: string;
  }) => Promise<readonly CellEdit[]>;
  readonly inWords: (error: unknown) => string;
  /** Nobody answered: the connection is lost. */
  readonly isLost: (error: unknown) => boolean;
};

/** The edits of one rota. `seen` tells up to where in the log the board is drawn: later changes are not written over. */
export function editsApiOf(rota: string, seen: () => string | null): EditsApi {
  const { rotas } = api.sharedRotas;
  const asked = ({ cells, override }: Asked) => {
    const position = seen();
    const { expires, ...given } = override ?? {};
    return {
      ...{ rota, cells },
      ...(position && { seen: position }),
      ...(override && { override: { ...given, until: expires }, reason: override.reason }),
    };
  };
  return {
    preview: (wanted) => rotas.previewEdit.query(asked(wanted) as never),
    edit: ({ how, partly, ...wanted }) =>
      rotas.edit.mutate({ commandId: newCommandId(), ...asked(wanted), how, partly } as never),
    undo: () => rotas.undoEdit.mutate({ commandId: newCommandId(), rota } as never),
    redo: () => rotas.redoEdit.mutate({ commandId: newCommandId(), rota } as never),
    patterns: () => api.sharedRotas.patterns.list.query({ rota } as never),
    patternCells: async (wanted) => (await rotas.patternCells.query(wanted as never)).cells,
    mine: () => rotas.myEdits.query({ rota } as never),
    inWords,
    isLost: (error) => !(error instanceof TRPCClientError && error.data),
  };
}
