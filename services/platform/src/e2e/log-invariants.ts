import type { EventLog, RecordedEvent } from '@weft/eventing';

/** One promise about the whole log, and where it is broken; no line when it holds. */
export type Judged = { readonly promise: string; readonly broken: readonly string[] };

type Check = {
  readonly promise: string;
  /** Takes the next event of the log, in order. */
  take(event: RecordedEvent): void;
  broken(): readonly string[];
};

type Booking = {
  readonly booking: string;
  readonly duty: string;
  readonly person: string;
  readonly start: string;
  readonly end: string;
  readonly origin: string | null;
};

/** As many lines as one broken promise shows. */
const MOST_LINES = 20;

/** A command's own id, without the steps that it was taken in. */
const wholeCommand = (commandId: string) => commandId.split('/', 1)[0] as string;

function acknowledgedAreThere(acknowledged: Iterable<string>): Check {
  const missing = new Set(acknowledged);
  return {
    promise: 'every acknowledged command is in the log',
    take({ metadata }) {
      missing.delete(metadata.commandId);
      missing.delete(wholeCommand(metadata.commandId));
    },
    broken: () => [...missing].map((commandId) => `Command ${commandId} was acknowledged and is not there.`),
  };
}

/** A commit is a run of events of one stream under one command id; its event ids count from the commit's first. */
function eachEffectOnce(): Check {
  const lastOf = new Map<string, { readonly commandId: string; readonly revision: number }>();
  const committed = new Set<string>();
  const ids = new Set<string>();
  const broken: string[] = [];
  return {
    promise: 'every command id is in one commit of a stream, every event id once, and no revision is left out',
    take({ id, stream, revision, metadata: { commandId } }) {
      const last = lastOf.get(stream);
      if (revision !== (last?.revision ?? -1) + 1)
        broken.push(`${stream} goes from revision ${last?.revision ?? -1} to ${revision}.`);
      if (ids.has(id)) broken.push(`Event ${id} is there twice, again as ${stream} revision ${revision}.`);
      const commit = `${stream} ${commandId}`;
      if (last?.commandId !== commandId && committed.has(commit))
        broken.push(`Command ${commandId} took effect twice in ${stream}, again at revision ${revision}.`);
      lastOf.set(stream, { commandId, revision });
      committed.add(commit);
      ids.add(id);
    },
    broken: () => broken,
  };
}

function noOverlaps(): Check {
  const held = new Map<string, Map<string, Booking>>();
  const broken: string[] = [];
  return {
    promise: 'no person holds two overlapping duties',
    take({ type, data }) {
      if (type !== 'TimeBooked' && type !== 'TimeReleased') return;
      const booked = data as Booking;
      const own = held.get(booked.person) ?? new Map<string, Booking>();
      held.set(booked.person, own);
      own.delete(booked.booking);
      if (type === 'TimeReleased') return;
      // Two ids that turned out to be one person bring their time as it is: overlaps are findings there.
      if (booked.origin === null)
        for (const other of own.values())
          if (Date.parse(other.start) < Date.parse(booked.end) && Date.parse(booked.start) < Date.parse(other.end))
            broken.push(`${booked.person} holds ${other.duty} and ${booked.duty}, which overlap.`);
      own.set(booked.booking, booked);
    },
    broken: () => broken,
  };
}

function noDutyOverfilled(): Check {
  const counts = new Map<string, number>();
  const held = new Map<string, Set<string>>();
  const broken: string[] = [];
  return {
    promise: 'no duty holds more people than it needs',
    take({ type, data }) {
      const { duty, booking, count } = data as { duty: string; booking: string; count: number };
      if (type === 'DutyOpened' || type === 'DutyChanged') counts.set(duty, count);
      if (type === 'DutyCleared') held.get(duty)?.delete(booking);
      if (type !== 'DutyFilled') return;
      const places = (held.get(duty) ?? new Set()).add(booking);
      held.set(duty, places);
      const most = counts.get(duty) ?? 0;
      if (places.size > most) broken.push(`${duty} needs ${most} and holds ${places.size}.`);
    },
    broken: () => broken,
  };
}

function diariesAndDutiesAgree(): Check {
  const booked = new Map<string, Set<string>>();
  const filled = new Map<string, string>();
  return {
    promise: 'every booked time has its duty, and every duty its booked time',
    take({ type, data }) {
      const { booking, person } = data as { booking: string; person: string };
      if (type === 'TimeBooked') booked.set(booking, (booked.get(booking) ?? new Set()).add(person));
      if (type === 'TimeReleased') booked.get(booking)?.delete(person);
      if (type === 'DutyFilled' || type === 'DutyRepointed') filled.set(booking, person);
      if (type === 'DutyCleared') filled.delete(booking);
    },
    broken: () => [
      ...[...booked].flatMap(([booking, people]) =>
        [...people]
          .filter((person) => filled.get(booking) !== person)
          .map((person) => `Booking ${booking} is in the diary of ${person}, and no duty says so.`),
      ),
      ...[...filled]
        .filter(([booking, person]) => !booked.get(booking)?.has(person))
        .map(([booking, person]) => `Booking ${booking} fills a duty, and is not in the diary of ${person}.`),
    ],
  };
}

function approvedLeaveIsInDiaries(): Check {
  const approved = new Set<string>();
  const entered = new Set<string>();
  return {
    promise: 'every approved leave is in a diary, and no withdrawn one is',
    take({ type, data }) {
      const { id, leave } = data as { id: string; leave: string };
      if (type === 'LeaveApproved') approved.add(id);
      if (type === 'LeaveWithdrawn') approved.delete(id);
      if (type === 'LeaveEntered') entered.add(id);
      if (type === 'LeaveRemoved') entered.delete(leave);
    },
    broken: () => [
      ...[...approved].filter((id) => !entered.has(id)).map((id) => `Leave ${id} is approved and in no diary.`),
      ...[...entered].filter((id) => !approved.has(id)).map((id) => `Leave ${id} is in a diary and not approved.`),
    ],
  };
}

/**
 * Reads the whole log and judges what has to hold whatever was killed, cut or repeated. Ask it when nothing is under
 * way: what a reaction has yet to finish is told as broken. `acknowledged` are ids of commands that changed something.
 */
export async function judgeLog(log: EventLog, acknowledged: Iterable<string>): Promise<readonly Judged[]> {
  const checks = [
    acknowledgedAreThere(acknowledged),
    eachEffectOnce(),
    noOverlaps(),
    noDutyOverfilled(),
    diariesAndDutiesAgree(),
    approvedLeaveIsInDiaries(),
  ];
  for await (const { events } of log.readAll({ after: null }))
    for (const event of events) for (const check of checks) check.take(event);
  return checks.map(({ promise, broken }) => {
    const lines = broken();
    const more = lines.length > MOST_LINES ? [`… and ${lines.length - MOST_LINES} more.`] : [];
    return { promise, broken: [...lines.slice(0, MOST_LINES), ...more] };
  });
}
