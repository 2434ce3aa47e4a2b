import type { api } from '../../api.ts';

/** A board in columns, as the platform answers it: its numbers are places in other arrays of the same answer. */
export type Grid = Awaited<ReturnType<typeof api.sharedRotas.rotas.grid.query>>;
/** What a duty is but for its day. */
export type Kind = Grid['codes'][number];
export type GridPerson = Grid['people'][number];
export type GridFinding = Grid['findings'][number];
