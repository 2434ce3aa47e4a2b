import type { Rows } from '@weft/eventing';
import { type DutyState, dutiesAt, type RotaState } from '../board/state.ts';

/** The rota's duties as they stood when its last version was published; null before the first. */
export function publishedDuties(
  rows: Rows,
  { rota, version }: Pick<RotaState, 'rota' | 'version'>,
): DutyState[] | null {
  if (version === null) return null;
  const published = rows.get<{ from_position: string; period_from: string; period_to: string }>(
    'SELECT from_position, period_from, period_to FROM board_rotas WHERE rota = ? AND version = ? ORDER BY from_position LIMIT 1',
    rota,
    version,
  );
  if (!published) return null;
  return dutiesAt(
    rows,
    { rota, from: published.period_from, to: published.period_to },
    { kind: 'position', position: published.from_position },
  );
}
