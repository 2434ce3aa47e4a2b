import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { groupCommit } from './group-commit.ts';

/** A database whose next COMMITs fail with the given SQLite codes, before they reach the disk. */
function failingCommits(errcodes: number[], flushing: Promise<void> = Promise.resolve()) {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE notes (text TEXT NOT NULL)');
  const commit = db.prepare('COMMIT');
  const failing = new Proxy(db, {
    get(target, key) {
      if (key === 'prepare')
        return (sql: string) => (sql === 'COMMIT' ? { run: () => commitOrFail() } : target.prepare(sql));
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  function commitOrFail() {
    const errcode = errcodes.shift();
    if (errcode) throw Object.assign(new Error('disk I/O error'), { errcode });
    return commit.run();
  }
  const insert = db.prepare('INSERT INTO notes VALUES (?)');
  let commits = 0;
  const writer = groupCommit(
    failing,
    (text: string | null) => {
      insert.run('draft');
      insert.run(text);
      return text;
    },
    { flush: () => flushing, commit: () => commits++, rollback: () => {} },
  );
  const count = () => db.prepare('SELECT count(*) AS n FROM notes').get()?.n;
  return { writer, count, commits: () => commits };
}

test('writes of one turn share a commit, and a refused one leaves nothing', async () => {
  const { writer, count, commits } = failingCommits([]);
  const answers = await Promise.allSettled([writer.add('a'), writer.add(null), writer.add('b')]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect([count(), commits()]).toEqual([4, 1]);
});

test('a failed commit refuses the whole group, and the next one is written', async () => {
  const { writer, count } = failingCommits([13]);
  const answers = await Promise.allSettled([writer.add('a'), writer.add('b')]);
  for (const answer of answers) expect(answer).toMatchObject({ reason: { code: 'disk-full' } });
  expect(count()).toBe(0);
  expect(await writer.add('c')).toBe('c');
  expect(writer.broken()).toBeNull();
});

test('after a failed fsync nothing more is written until a restart', async () => {
  const { writer, count } = failingCommits([1034]);
  await expect(writer.add('a')).rejects.toMatchObject({ code: 'log-unavailable' });
  await expect(writer.add('b')).rejects.toThrow(/restart/);
  expect(writer.broken()).not.toBeNull();
  expect(count()).toBe(0);
});

test('a thousand writes in one turn are all written', async () => {
  const { writer, count, commits } = failingCommits([]);
  await Promise.all(Array.from({ length: 1000 }, (_, i) => writer.add(String(i))));
  expect([count(), commits()]).toEqual([2000, 2]);
});

test('drain writes what waits', async () => {
  const { writer, count } = failingCommits([]);
  const waiting = [writer.add('a'), writer.add('b')];
  await writer.drain();
  expect(count()).toBe(4);
  expect(await Promise.all(waiting)).toEqual(['a', 'b']);
});

test('what is not on the disk yet is told to nobody, and what comes meanwhile goes with the next group', async () => {
  const disk = Promise.withResolvers<void>();
  const { writer, commits, count } = failingCommits([], disk.promise);
  const told: string[] = [];
  const adding = ['a', 'b'].map((text) => writer.add(text).then(() => told.push(text)));
  while (count() === 0) await new Promise((resolve) => setImmediate(resolve));
  const late = writer.add('c').then(() => told.push('c'));
  await new Promise((resolve) => setImmediate(resolve));
  expect([told, commits(), count()]).toEqual([[], 0, 4]);
  disk.resolve();
  await Promise.all([...adding, late]);
  expect([told, commits(), count()]).toEqual([['a', 'b', 'c'], 2, 6]);
});

test('after a flush that failed nothing more is written until a restart', async () => {
  const flushing = Promise.reject(new Error('EIO: i/o error, fdatasync'));
  flushing.catch(() => {});
  const { writer, count } = failingCommits([], flushing);
  await expect(writer.add('a')).rejects.toMatchObject({ code: 'log-unavailable' });
  await expect(writer.add('b')).rejects.toThrow(/EIO.*restart/);
  expect(writer.broken()).not.toBeNull();
  expect(count()).toBe(2);
});
