import type { Rows } from '@weft/eventing';
import { type DutyState, dutiesAt, type RotaState } from '../board/state.ts';

const REMEMBERED = 64;
const published = new WeakMap<Rows, Map<string, readonly DutyState[]>>();

/**
 * The rota's duties as they stood when its last version was published; null before the first. What was published does
 * not change, so it is read once and is the same array each time.
 */
export function publishedDuties(
  rows: Rows,
  { rota, version }: Pick<RotaState, 'rota' | 'version'>,
): readonly DutyState[] | null {
  if (version === null) return null;
  const known = published.get(rows) ?? new Map<string, readonly DutyState[]>();
  published.set(rows, known);
  const key = `${rota} ${version}`;
  const before = known.get(key);
  if (before) return before;
  const duties = readPublished(rows, { rota, version });
  if (duties) known.set(key, duties);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  return duties;
}

function readPublished(
  rows: Rows,
  { rota, version }: { readonly rota: string; readonly version: number },
): readonly DutyState[] | null {
  const at = rows.get<{ from_position: string; period_from: string; period_to: string }>(
    'SELECT from_position, period_from, period_to FROM board_rotas WHERE rota = ? AND version = ? ORDER BY from_position LIMIT 1',
    rota,
    version,
  );
  if (!at) return null;
  return dutiesAt(
    rows,
    { rota, from: at.period_from, to: at.period_to },
    { kind: 'position', position: at.from_position },
  );
}
