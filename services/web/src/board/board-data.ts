import type { api } from '../api.ts';

/** A board as the platform draws it. */
export type Board = Awaited<ReturnType<typeof api.sharedRotas.rotas.board.query>>;
export type BoardDuty = Board['duties'][number];
export type BoardPerson = Board['people'][number];
export type BoardFinding = Board['findings'][number];

/** The board, looked up by what a cell asks for. */
export type BoardIndex = {
  readonly duties: ReadonlyMap<string, BoardDuty>;
  readonly people: ReadonlyMap<string, BoardPerson>;
  /** Duties of a person that start on a day: key `person date`. */
  readonly held: ReadonlyMap<string, readonly BoardDuty[]>;
  /** Findings that a person's duty takes part in: key `person duty`. */
  readonly findings: ReadonlyMap<string, readonly BoardFinding[]>;
};

/** Makes the look-ups of a board. */
export function indexOf(board: Board): BoardIndex {
  const held = new Map<string, BoardDuty[]>();
  const findings = new Map<string, BoardFinding[]>();
  const push = <Value>(map: Map<string, Value[]>, key: string, value: Value) => {
    const known = map.get(key);
    if (known) known.push(value);
    else map.set(key, [value]);
  };
  for (const duty of board.duties)
    if (!duty.withdrawn) for (const { person } of duty.filled) push(held, `${person} ${duty.date}`, duty);
  for (const finding of board.findings)
    for (const duty of finding.duties) push(findings, `${finding.person} ${duty}`, finding);
  return {
    duties: new Map(board.duties.map((duty) => [duty.id, duty])),
    people: new Map(board.people.map((person) => [person.person, person])),
    held,
    findings,
  };
}

/** A person's leave on a day, or null. */
export const leaveOn = (person: BoardPerson, date: string): string | null =>
  person.leave.find(({ from, to }) => from <= date && date < to)?.kind ?? null;
