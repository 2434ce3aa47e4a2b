import type { Message } from './bus.ts';
import type { Event, Position, Recorded } from './event.ts';
import type { Rows, RowsFile } from './rows.ts';

/** A projection: events in, rows out. Its handlers' keys are its subscription. */
export type View<E extends Event = Event> = {
  /** What it shows, in kebab-case. */
  readonly name: string;
  /** A bump drops its tables and rebuilds them. */
  readonly version: number;
  /** CREATE TABLE and CREATE INDEX statements of what is its own. */
  readonly tables: string;
  readonly on: { readonly [Type in E['type']]?: (rows: Rows, event: Recorded<Extract<E, { type: Type }>>) => void };
};

/** A projection of other services' contracts, by subject. */
export type ContractView = Omit<View, 'on'> & {
  readonly on: { readonly [subject: string]: (rows: Rows, message: Message) => void };
};

/** Names of the tables that a view's DDL creates. */
export const tablesOf = (view: { readonly tables: string }): string[] =>
  [...view.tables.matchAll(/create\s+(?:virtual\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)/gi)].map(
    (match) => match[1] as string,
  );

/** Where each view and reaction of a service stands, kept beside their rows. */
export type Positions = {
  get(name: string, source: string): Position | null;
  /** Stores it; in one transaction with the rows that it speaks of. */
  set(name: string, source: string, position: Position): void;
  /** Nothing up to here is left to do: known at once, stored within a moment. A crash may forget it. */
  pass(name: string, source: string, position: Position): void;
  /** Stores what was passed. */
  store(): void;
};

const STORED_AFTER_MS = 250;

/** Opens the stored positions. */
export function positionsIn(rows: RowsFile): Positions {
  rows.exec('CREATE TABLE IF NOT EXISTS positions (name TEXT, source TEXT, position TEXT, PRIMARY KEY (name, source))');
  rows.exec('CREATE TABLE IF NOT EXISTS view_versions (name TEXT PRIMARY KEY, version INTEGER)');
  rows.exec(
    'CREATE TABLE IF NOT EXISTS set_aside (name TEXT, subject TEXT, id TEXT, position TEXT, PRIMARY KEY (name, id))',
  );
  const passed = new Map<string, { readonly name: string; readonly source: string; readonly position: Position }>();
  const notStored = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  const stored = (name: string, source: string) =>
    rows.get<{ position: Position }>('SELECT position FROM positions WHERE name = ? AND source = ?', name, source)
      ?.position ?? null;
  const set = (name: string, source: string, position: Position) =>
    rows.run('INSERT OR REPLACE INTO positions VALUES (?, ?, ?)', name, source, position);

  function store() {
    rows.transaction(() => {
      for (const key of notStored) {
        const { name, source, position } = passed.get(key) as { name: string; source: string; position: Position };
        if (position > (stored(name, source) ?? '')) set(name, source, position);
      }
    });
    notStored.clear();
  }
  function later() {
    timer ??= setTimeout(() => {
      timer = null;
      try {
        store();
      } catch {
        // A full disk: they are stored when there is room, and cost some reading again until then.
        later();
      }
    }, STORED_AFTER_MS).unref();
  }

  return {
    get(name, source) {
      const [here, there] = [passed.get(`${name} ${source}`)?.position ?? null, stored(name, source)];
      return (here ?? '') > (there ?? '') ? here : there;
    },
    set,
    pass(name, source, position) {
      const key = `${name} ${source}`;
      passed.set(key, { name, source, position });
      notStored.add(key);
      later();
    },
    store() {
      if (timer) clearTimeout(timer);
      timer = null;
      if (notStored.size > 0) store();
    },
  };
}

/** Makes a view's tables; drops them and forgets its positions first when its version is not the stored one. */
export function prepareView(
  rows: RowsFile,
  { name, version, tables }: Pick<View, 'name' | 'version' | 'tables'>,
): void {
  rows.transaction(() => {
    const known = rows.get<{ version: number }>('SELECT version FROM view_versions WHERE name = ?', name);
    if (known && known.version > version)
      throw new Error(
        `View ${name} was written at version ${known.version}, and this release knows ${version}. A newer release used this data folder: upgrade, or delete the views folder to rebuild it.`,
      );
    if (known?.version === version) return;
    for (const table of tablesOf({ tables })) rows.exec(`DROP TABLE IF EXISTS ${table}`);
    rows.exec(tables);
    rows.run('DELETE FROM positions WHERE name = ?', name);
    rows.run('DELETE FROM set_aside WHERE name = ?', name);
    rows.run('INSERT OR REPLACE INTO view_versions VALUES (?, ?)', name, version);
  });
}

/** Throws when something stands after the end of the log: then these rows belong to another log. */
export function requireWithin(rows: RowsFile, head: Position | null): void {
  const ahead = rows.get<{ name: string; position: string }>(
    "SELECT name, position FROM positions WHERE source = 'log' AND position > ? LIMIT 1",
    head ?? '',
  );
  if (!ahead) return;
  throw new Error(
    `${ahead.name} stands at ${ahead.position}, after the end of the log at ${head ?? 'its beginning'}. These views belong to another log, or the log came back from a backup: remove the views' file, and they are built again.`,
  );
}
