import type { BoardSources } from '../board/board.ts';
import { knownPerson } from '../facts/workforce-facts.ts';

/** Names for a history: each falls back to the id where nothing is known. */
export type Names = {
  readonly person: (id: string) => string;
  readonly organisation: (code: string, day: string) => string;
  readonly site: (code: string) => string;
};

/** Names as this service knows them. */
export const namesIn = ({ rows, network }: Pick<BoardSources, 'rows' | 'network'>): Names => ({
  person: (id) => knownPerson(rows, id)?.name ?? id,
  organisation: network.nameOn,
  site: (code) => network.sites.get(code as never)?.name ?? code,
});
