import type { Rows } from '@weft/eventing';
import type { BoardSources } from '../board/board.ts';
import { now } from '../board/moment.ts';
import { dutiesAt, type RotaState } from '../board/state.ts';
import type { RecordedFinding } from '../duty/events.ts';
import { findingsOfRota } from '../findings/api.ts';
import { diffOf, touchedBy } from '../publications/diff.ts';
import { publishedDuties } from '../publications/published.ts';
import type { Standing } from './decider.ts';

/** What stands on a rota, as a publication at this moment would be judged. */
export function standingOf(sources: BoardSources, rota: RotaState, at: string): Standing {
  const { rows } = sources;
  const duties = dutiesAt(rows, { rota: rota.rota, ...rota.period }, now);
  const hard = findingsOfRota(sources, rota).filter(({ severity }) => severity === 'hard');
  const open = hard.filter(({ overridden }) => overridden === null);
  const touched = touchedBy(diffOf(publishedDuties(rows, rota) ?? [], duties));
  return {
    at,
    open: open.map(({ unit, mend, duties: of, ...rest }) => ({
      ...rest,
      unit: unit as RecordedFinding['unit'],
      mend: mend ?? '',
      duties: [...of],
    })),
    overridden: hard.length - open.length,
    gaps: duties
      .filter(({ withdrawn }) => !withdrawn)
      .reduce((sum, { duty, filled }) => sum + Math.max(0, duty.count - filled.length), 0),
    isChanged: isPeriodNew(rows, rota) || touched.size > 0,
  };
}

/** Whether the rota's period differs from that of its last version; true before the first. */
export function isPeriodNew(rows: Rows, { rota, period }: RotaState): boolean {
  const before = rows.get<{ from_date: string; to_date: string }>(
    'SELECT from_date, to_date FROM publications WHERE rota = ? ORDER BY version DESC LIMIT 1',
    rota,
  );
  return before?.from_date !== period.from || before?.to_date !== period.to;
}
