import { isDeepStrictEqual } from 'node:util';
import type { Bus } from '../bus.ts';
import { isRejection } from '../decider.ts';
import type { RecordedEvent } from '../event.ts';
import { type Handler, handler } from '../handler.ts';
import type { EventLog } from '../log.ts';
import { memoryBus } from '../memory-bus.ts';
import { openRows, type RowsFile } from '../rows.ts';
import { type Running, run } from '../run.ts';
import { bookingService, type CommandIds, type DiaryCommand, diary, effects, letterService, under } from './diary.ts';
import { type Disk, type DiskFaults, diskFor } from './disk.ts';
import {
  effectsNotOnce,
  lostOrDoubled,
  overlaps,
  partial,
  refusedAndThere,
  type Told,
  unlikePublished,
  unlikeRebuild,
} from './invariants.ts';
import { type Life, type Turns, turnsOf } from './turns.ts';

/** What lies between a process and its log, rows and bus. The right parts pass everything on as it is. */
export type Parts = DiskFaults & {
  readonly log: (log: EventLog) => EventLog;
  readonly rows: (rows: RowsFile, later: (work: () => void) => void) => RowsFile;
  readonly bus: (bus: Bus) => Bus;
  readonly commandId: CommandIds;
};

/** The system as it is. */
export const right: Parts = {
  commit: 'at-once',
  splits: false,
  log: (log) => log,
  rows: (rows) => rows,
  bus: (bus) => bus,
  commandId: (reaction, eventId) => `${reaction}/${eventId}`,
};

const CLIENTS = 3;
const COMMANDS = 6;
const DIARIES = 2;
/** A run that goes on for so long never rests. */
const MOST_TURNS = 20_000;

type Diaries = Handler<unknown, DiaryCommand, never, 'overlap' | 'not-booked'>;

/** A process while it is up. */
type Up = {
  readonly life: Life;
  readonly diaries: Diaries;
  readonly running: readonly Running[];
  /** Rejects when the process is killed: its clients see the connection close. */
  readonly gone: PromiseWithResolvers<never>;
};

/** One of two processes that serve the same diaries; its rows outlive it. */
type Replica = { readonly name: string; booking: RowsFile; letter: RowsFile; up: Up | null };

async function bringUp(replica: Replica, { turns, disk, parts }: Machine): Promise<void> {
  const life: Life = { alive: true };
  const log = parts.log(disk.logFor(life));
  const bus = parts.bus(memoryBus());
  const later = (work: () => void) => void turns.turn(life).then(work);
  const charges = handler(log, effects('charge'));
  const letters = handler(log, effects('post'));
  const running = [
    await run({ log, bus, rows: parts.rows(replica.booking, later) }, bookingService(charges, parts.commandId)),
    await run({ log, bus, rows: parts.rows(replica.letter, later) }, letterService(letters, parts.commandId)),
  ];
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => {});
  replica.up = { life, diaries: handler(log, diary) as Diaries, running, gone };
}

function kill(replica: Replica, turns: Turns): void {
  const { up } = replica;
  if (!up) return;
  up.life.alive = false;
  turns.bury();
  replica.up = null;
  up.gone.reject(new Error('The connection closed.'));
}

type Machine = { readonly turns: Turns; readonly disk: Disk; readonly parts: Parts };

/**
 * One run of two processes, three clients and whatever befalls them, chosen by the seed; then quiet until all has been
 * taken in. Answers which promises of the architecture were broken; none when all is well.
 */
export async function simulate(seed: number, parts: Parts): Promise<readonly string[]> {
  const turns = turnsOf(seed);
  const disk = diskFor(turns, parts);
  const machine: Machine = { turns, disk, parts };
  const clock: Life = { alive: true };
  const replicas: readonly Replica[] = ['one', 'two'].map((name) => ({
    name,
    booking: openRows(':memory:'),
    letter: openRows(':memory:'),
    up: null,
  }));
  const broken: string[] = [];
  const commands = new Map<string, DiaryCommand>();
  const told: Told[] = [];
  const refused: string[] = [];

  /** Sends a command until somebody answers. */
  async function send(id: string, command: DiaryCommand, commandId: string) {
    for (;;) {
      await turns.turn(clock);
      const { up } = replicas[turns.below(replicas.length)] as Replica;
      if (!up) continue;
      try {
        return await Promise.race([up.diaries.handle(id, command, under(commandId)), up.gone.promise]);
      } catch {
        // Whatever went wrong, the client knows nothing and sends the same again.
      }
    }
  }

  async function client(name: string) {
    for (let sent = 0; sent < COMMANDS; sent++) {
      const commandId = `${name}-${sent}`;
      const id = String(turns.below(DIARIES));
      const from = turns.below(6);
      const time = { from, to: from + 1 + turns.below(2) };
      const command: DiaryCommand = turns.chance(0.4)
        ? { type: 'Move', from: turns.below(6), time }
        : { type: 'Book', time };
      commands.set(commandId, command);
      const answer = await send(id, command, commandId);
      if (isRejection(answer)) {
        refused.push(commandId);
        continue;
      }
      told.push({ commandId, stream: `${diary.category}-${id}`, answer });
      if (!turns.chance(0.3)) continue;
      const again = await send(id, command, commandId);
      if (!isDeepStrictEqual(again, answer)) broken.push(`1: command ${commandId} got another answer when sent again`);
    }
  }

  async function befall(replica: Replica) {
    if (turns.chance(0.25)) {
      for (const one of replicas) kill(one, turns);
      await disk.powerCut();
      if (turns.chance(0.3)) replica.booking = openRows(':memory:');
      if (turns.chance(0.3)) replica.letter = openRows(':memory:');
    } else if (turns.chance(0.3) && replica.up) {
      const { running } = replica.up;
      replica.up = null;
      for (const one of running) await one.stop();
    } else kill(replica, turns);
  }

  async function fate() {
    for (let blows = turns.below(6); blows > 0; blows--) {
      for (let quiet = turns.below(80); quiet > 0; quiet--) await turns.turn(clock);
      await befall(replicas[turns.below(replicas.length)] as Replica);
      for (const replica of replicas) if (!replica.up) await bringUp(replica, machine);
    }
  }

  let isOver = false;
  async function story() {
    for (const replica of replicas) await bringUp(replica, machine);
    await Promise.all([fate(), ...Array.from({ length: CLIENTS }, (_, name) => client(`client-${name}`))]);
    disk.calm();
    isOver = true;
  }
  void story().catch((error: unknown) => broken.push(`a process does not start: ${String(error)}`));
  for (let taken = 0; await turns.next(); taken++)
    if (taken > MOST_TURNS) return [...broken, 'the run does not come to rest'];
  if (!isOver) return [...broken, 'the run stands still'];

  const all: RecordedEvent[] = [];
  for await (const { events } of disk.content().readAll({ after: null })) all.push(...events);
  broken.push(
    ...lostOrDoubled(all, told),
    ...refusedAndThere(all, refused),
    ...partial(all, commands),
    ...overlaps(all),
    ...effectsNotOnce(all, 'charge'),
    ...effectsNotOnce(all, 'post'),
  );
  for (const { name, booking, letter } of replicas) {
    broken.push(...unlikeRebuild(all, booking, name), ...unlikePublished(all, letter, name));
    booking.close();
    letter.close();
  }
  return broken;
}
