import type { BoardSources } from '../board/board.ts';
import { now } from '../board/moment.ts';
import { dutiesAt, type RotaState } from '../board/state.ts';
import { type OverrideEntry, overridesOf } from './register.ts';

/** Overrides that came with a rota's bookings, and those recorded for its people on days of its period; newest first. */
export function overridesOnRota({ rows }: Pick<BoardSources, 'rows'>, rota: RotaState): OverrideEntry[] {
  const duties = dutiesAt(rows, { rota: rota.rota, ...rota.period }, now);
  const people = [...new Set(duties.flatMap(({ filled }) => filled.map(({ person }) => person)))];
  return overridesOf(rows, people).filter((entry) =>
    entry.days ? entry.days.from < rota.period.to && entry.days.to > rota.period.from : entry.rota === rota.rota,
  );
}
