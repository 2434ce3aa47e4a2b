import { z } from 'zod';
import { systemEvents } from '../store/first-events.ts';
import type { Store } from '../store/store.ts';
import { groupFailures } from './failures.ts';
import { checkpointStream, type Group, parkedStream, startGroup } from './group.ts';
import { type GroupSettings, groupId, groupSettings } from './settings.ts';

/** The groups of a server. They and their checkpoints live in the log, and survive a restart. */
export type Groups = {
  /** Throws when the group does not exist. */
  find(stream: string, group: string): Group;
  /** All of them, or those of one stream. */
  list(stream?: string): readonly Group[];
  create(settings: GroupSettings): Promise<void>;
  /** Replaces the settings, and drops the consumers. */
  update(settings: GroupSettings): Promise<void>;
  delete(stream: string, group: string): Promise<void>;
  /** Drops the consumers of all groups, which stay in the log. */
  close(): void;
  /** The same without a word to the consumers: the server stops. */
  halt(): void;
};

const CONFIGURATION = '$persistentSubscriptionConfig';
const configuration = z.object({ entries: z.array(groupSettings) });

/** Starts the groups that the log knows. `report` is told what could not be written. */
export function startGroups(store: Store, report: (error: unknown) => void): Groups {
  const groups = new Map<string, Group>();
  const [stored] = store.backwards(CONFIGURATION, store.state(CONFIGURATION).last, 1);
  const start = (settings: GroupSettings) => {
    groups.set(groupId(settings.stream, settings.group), startGroup(store, settings, report));
  };
  if (stored) configuration.parse(JSON.parse(Buffer.from(stored.data).toString())).entries.forEach(start);

  async function save(entries: readonly GroupSettings[]) {
    const event = systemEvents.of('$PersistentConfig', JSON.stringify({ version: '2', entries }));
    await store.append(CONFIGURATION, 'any', [event]);
  }

  function find(stream: string, group: string): Group {
    const found = groups.get(groupId(stream, group));
    if (!found) throw groupFailures.missing({ stream, group });
    return found;
  }

  const settingsOf = (but?: Group) =>
    [...groups.values()].filter((group) => group !== but).map(({ settings }) => settings);

  return {
    find,
    list: (stream) => [...groups.values()].filter(({ settings }) => stream === undefined || settings.stream === stream),
    async create(settings) {
      requireRoom(settings);
      if (groups.has(groupId(settings.stream, settings.group))) throw groupFailures.exists(settings);
      start(settings);
      await save(settingsOf());
    },
    async update(settings) {
      requireRoom(settings);
      const before = find(settings.stream, settings.group);
      // An update keeps the filter, which its message has no room for.
      const next = { ...settings, filter: before.settings.filter };
      before.close();
      start(next);
      await save(settingsOf());
    },
    async delete(stream, group) {
      const found = find(stream, group);
      const id = groupId(stream, group);
      groups.delete(id);
      found.close();
      await save(settingsOf());
      for (const left of [checkpointStream(id), parkedStream(id)])
        if (store.state(left).last >= 0n) await store.softDelete(left, 'any');
    },
    close() {
      for (const group of groups.values()) group.close();
    },
    halt() {
      for (const group of groups.values()) group.halt();
    },
  };
}

function requireRoom(settings: GroupSettings): void {
  if (settings.readBatchSize >= settings.historyBufferSize)
    throw groupFailures.failed(settings, 'BufferSize must be larger than ReadBatchSize');
}
