import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A small file system of our own. */
export type Disk = {
  readonly path: string;
  /** The file that holds exactly what the file system has flushed; null for one in memory. */
  readonly image: string | null;
  /** Takes all free room; resolves with the bytes taken. */
  fill(): number;
  /** Gives the room back. */
  free(): void;
  /**
   * Cuts the power: keeps what was flushed up to now, calls `end`, which ends whoever writes here, and mounts what was
   * kept in the same place. Only for ext4.
   */
  cut(end: () => void): void;
  close(): void;
};

/** Makes and mounts a file system. Needs root. */
export function openDisk(
  path: string,
  { megabytes, kind }: { readonly megabytes: number; readonly kind: 'tmpfs' | 'ext4' },
): Disk {
  mkdirSync(path);
  const image = kind === 'ext4' ? `${path}.img` : null;
  if (image) {
    execFileSync('truncate', ['-s', `${megabytes}m`, image]);
    execFileSync('mkfs.ext4', ['-q', image]);
    execFileSync('mount', ['-o', 'loop', image, path]);
  } else execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  const ballast = (n: number) => join(path, `ballast-${n}`);
  let parts = 0;
  return {
    path,
    image,
    fill() {
      let taken = 0;
      for (let size = 1024 * 1024; size >= 512; ) {
        try {
          writeFileSync(ballast(parts), Buffer.alloc(size));
          parts++;
          taken += size;
        } catch {
          rmSync(ballast(parts), { force: true });
          size = Math.floor(size / 2);
        }
      }
      const { bavail, bsize } = statfsSync(path);
      if (bavail * bsize > 64 * 1024) throw new Error(`${bavail * bsize} bytes are still free.`);
      return taken;
    },
    free() {
      for (; parts > 0; parts--) rmSync(ballast(parts - 1), { force: true });
    },
    cut(end) {
      if (!image) throw new Error('A disk in memory holds nothing after a power cut. Ask for ext4.');
      // The backing file holds exactly what the file system has flushed.
      execFileSync('cp', ['--sparse=always', image, `${image}.cut`]);
      end();
      execFileSync('umount', ['-l', path]);
      renameSync(`${image}.cut`, image);
      execFileSync('mount', ['-o', 'loop', image, path]);
    },
    close() {
      execFileSync('umount', ['-l', path]);
      if (image) rmSync(image, { force: true });
    },
  };
}
