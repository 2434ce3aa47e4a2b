import { type Event, type Metadata, memoryLog, openRows, type Recorded } from '@weft/eventing';
import { beforeEach, expect, test } from 'vitest';
import { boardView } from '../board/view.ts';
import { type Duty, dutyCleared, dutyOpened } from '../duty/events.ts';
import { publicationRequested, rotaOpened, rotaPublished } from '../rota/events.ts';
import { aDuty, aPlace, aRota, ids } from '../testing.ts';
import { changesBetween } from './changes-between.ts';
import type { Telling } from './told.ts';

const names: Telling['names'] = {
  person: (id) => ({ p1: 'Ada Example', m1: 'Mia Manager' })[id] ?? id,
  organisation: (code) => `Trust ${code}`,
  site: (code) => `Hospital ${code}`,
};
const telling: Telling = {
  names,
  watched: { dateOf: () => '2026-03-02', whoIs: (id) => ({ name: names.person(id), role: 'consultant' }) },
  dutyName: (duty) => `Duty ${duty}`,
};

/** A log, and the board's rows that follow it. */
function world() {
  const log = memoryLog();
  const rows = openRows(':memory:');
  rows.exec(boardView.tables);
  let count = 0;
  async function take(
    stream: string,
    event: Event,
    metadata: Pick<Metadata, 'at' | 'commandId'> & { readonly reason?: string },
  ) {
    const stored = {
      id: `e${++count}`,
      version: 1,
      ...event,
      metadata: { actor: { person: 'm1', organisation: 'RA4' }, ...metadata },
    };
    const { position, revision } = await log.append(stream, 'any', [stored]);
    const handle = boardView.on[event.type as keyof typeof boardView.on] as
      | undefined
      | ((to: typeof rows, event: Recorded) => void);
    handle?.(rows, { ...stored, stream, revision, position } as Recorded);
  }
  return { log, rows, take };
}

let told: (since: string, until: string) => ReturnType<typeof changesBetween>;
let take: ReturnType<typeof world>['take'];

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 8, minute)).toISOString();
const open = (duty: Duty, minute: number, commandId: string) =>
  take(`duty-${duty.duty}`, dutyOpened.create(duty), { at: at(minute), commandId });

beforeEach(async () => {
  const here = world();
  take = here.take;
  told = (since, until) => changesBetween(here, { rota: 'ent', since, until }, telling);
  await take('rota-ent', rotaOpened.create(aRota()), { at: at(0), commandId: 'c0' });
  for (const id of ['d1', 'd2', 'd3']) await open(aDuty(id), 1, `c1/${id}`);
});

test('what one command did of one sort is one entry, the newest first', async () => {
  const [booked, filled] = aPlace(aDuty('d1'), 'p1');
  await take('diary-p1', booked, { at: at(5), commandId: 'c2' });
  await take('duty-d1', filled, { at: at(5), commandId: 'c2', reason: 'Sick call' });
  const changes = await told(at(0), at(9));
  expect(changes).toEqual([
    {
      at: at(5),
      by: 'm1',
      byName: 'Mia Manager',
      role: 'consultant',
      reason: 'Sick call',
      sentence: 'Duty d1: Filled with Ada Example (Trust RA4) by hand.',
      cells: [{ person: 'p1', date: '2026-03-02' }],
    },
    expect.objectContaining({ at: at(1), sentence: '3 duties were opened.', reason: null, cells: [] }),
  ]);
});

test('the stretch begins after its first moment and ends with its last, and knows nothing of other rotas', async () => {
  const [, { data }] = aPlace(aDuty('d1'), 'p1');
  const place = { duty: data.duty, rota: data.rota, person: data.person, booking: data.booking };
  await take('duty-d1', aPlace(aDuty('d1'), 'p1')[1], { at: at(2), commandId: 'c2' });
  await open(aDuty('d9', { rota: ids.rota('other') }), 3, 'c3');
  await take('duty-d1', dutyCleared.create({ ...place, because: 'cleared', movedTo: null, reassignedTo: null }), {
    at: at(4),
    commandId: 'c4',
  });
  const sentences = async (from: number, to: number) => (await told(at(from), at(to))).map(({ sentence }) => sentence);
  expect(await sentences(1, 2)).toEqual(['Duty d1: Filled with Ada Example (Trust RA4) by hand.']);
  expect(await sentences(2, 3)).toEqual([]);
  expect(await sentences(2, 4)).toEqual(['Duty d1: Ada Example was taken off.']);
  expect(await sentences(4, 60)).toEqual([]);
});

test('what happened to the rota itself is told too, also where no row of the board says so', async () => {
  const request = {
    rota: ids.rota('ent'),
    version: 1,
    at: at(6),
    person: ids.person('m1'),
    organisation: ids.organisation('RA4'),
  };
  await take('rota-ent', publicationRequested.create({ ...request, gaps: 3, overridden: 0 }), {
    at: at(6),
    commandId: 'c6',
  });
  expect((await told(at(5), at(9))).map(({ sentence }) => sentence)).toEqual([
    'Publication of version 1 was asked for.',
  ]);
  const { period } = aRota();
  const beside = { leadDays: 50, leadDaysAsked: 42, gaps: 3, overridden: 0, rulePack: 'x' };
  await take('rota-ent', rotaPublished.create({ rota: ids.rota('ent'), version: 1, period, at: at(7), ...beside }), {
    at: at(7),
    commandId: 'c7',
  });
  expect((await told(at(6), at(9))).map(({ sentence }) => sentence)).toEqual(['Version 1 was published.']);
});
