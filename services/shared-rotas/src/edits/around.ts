import { DutyId } from '@weft/contracts';
import type { BoardSources } from '../board/board.ts';
import { now } from '../board/moment.ts';
import { dutiesAt, type RotaState } from '../board/state.ts';
import type { Edit } from '../duty/decider.ts';
import type { Override } from '../duty/events.ts';
import { peopleIn } from '../facts/workforce-facts.ts';
import { type LineState, linesAt } from '../lines/state.ts';
import { copyOf } from './copy.ts';
import type { Judged } from './rounds.ts';

type Asked = {
  readonly rota: RotaState;
  readonly cells: readonly { readonly person: string; readonly date: string }[];
  readonly edit: Edit;
  readonly override: Override | null;
  /** The id of the command, from which the ids of duties that it opens follow. */
  readonly id: string;
};

/** All that an edit is planned and judged with, as the views show it at this moment. */
export function aroundOf({ rows, network }: BoardSources, { rota, cells, edit, override, id }: Asked): Judged {
  const duties = dutiesAt(rows, { rota: rota.rota, ...rota.period }, now);
  const people = [...new Set(cells.map(({ person }) => person))];
  const lines = new Map(linesAt(rows, people, now).map((line) => [line.person, line]));
  return {
    copy: copyOf(
      rota,
      duties,
      cells.map(({ date }) => date),
    ),
    network,
    knownOf: peopleIn(rows),
    lineOf: (person) => lines.get(person) as LineState,
    edit,
    override,
    extraId: (index) => DutyId.parse(`extra-${id}-${index}`),
    reopened: new Set(),
  };
}
