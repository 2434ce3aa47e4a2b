import { openRows, type Recorded } from '@weft/eventing';
import { expect, test } from 'vitest';
import { boardView } from '../board/view.ts';
import { dutyOpened } from '../duty/events.ts';
import { rotaOpened } from '../rota/events.ts';
import { aDuty, aRota } from '../testing.ts';
import { lifeOf } from './life.ts';

const rows = openRows(':memory:');
rows.exec(boardView.tables);
let position = 0;
function take(event: { readonly type: string; readonly data: unknown }, at: string) {
  const on = boardView.on as Readonly<Record<string, (to: typeof rows, event: Recorded) => void>>;
  const metadata = { commandId: `c${position}`, at, actor: { person: 'm1', organisation: 'RA4' } };
  on[event.type]?.(rows, {
    id: `e${++position}`,
    version: 1,
    stream: 's',
    revision: 0,
    position: String(position).padStart(20, '0'),
    metadata,
    ...event,
  } as unknown as Recorded);
}

test('a rota’s life tells since when it is and how much changed on each local day', () => {
  take(rotaOpened.create(aRota()), '2026-06-01T09:00:00.000Z');
  take(dutyOpened.create(aDuty('d1')), '2026-06-01T22:59:00.000Z');
  take(dutyOpened.create(aDuty('d2')), '2026-06-01T23:01:00.000Z');
  expect(lifeOf(rows, 'ent')).toEqual({
    openedAt: '2026-06-01T09:00:00.000Z',
    days: [
      { date: '2026-06-01', changes: 2 },
      { date: '2026-06-02', changes: 1 },
    ],
  });
});
