import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Line, Ruled } from '../engine/instance.ts';
import { coverOf } from '../engine/score.ts';
import { readCurtois } from '../formats/curtois.ts';
import { readCurtoisRoster, writeCurtoisRoster } from '../formats/curtois-roster.ts';
import { FileProblemError } from '../formats/file-problem.ts';
import { missingNurses, readInrc2 } from '../formats/inrc2.ts';
import { readInrc2Solution, writeInrc2Solution } from '../formats/inrc2-solution.ts';
import type { TextFile } from '../formats/inrc2-text.ts';
import type { RosterFiles } from './options.ts';

/** An instance with the ways to read and write its rosters. Their promises are rejected with a `FileProblemError`. */
export type InstanceFiles = {
  readonly ruled: Ruled;
  readonly readRoster: (path: string) => Promise<readonly Line[]>;
  /** Makes sure, before the work, that there is a place to write to. */
  readonly prepare: (out: string) => Promise<void>;
  readonly writeRoster: (out: string, lines: readonly Line[]) => Promise<void>;
  /** People under a minimum that the format calls hard and the engine only calls dear; null where it has none. */
  readonly underMinimum: ((lines: readonly Line[]) => number) | null;
};

/** Reads the instance that the files hold. Rejected with a `FileProblemError` that names file, line and field. */
export async function readInstanceFiles(files: RosterFiles): Promise<InstanceFiles> {
  if (files.format === 'curtois') {
    const ruled = readCurtois((await readText(files.in)).text, files.in);
    const { instance } = ruled;
    return {
      ruled,
      readRoster: async (path) => readCurtoisRoster(instance, (await readText(path)).text, path),
      prepare: async (out) => {
        const folder = dirname(resolve(out));
        if (!(await isFolder(folder)))
          throw new FileProblemError(`${out}: there is no folder ${folder} to write it to.`);
        if (await isFolder(out)) throw new FileProblemError(`${out}: is a folder; name the file to write.`);
      },
      writeRoster: (out, lines) => writeFile(out, writeCurtoisRoster(instance, lines)),
      underMinimum: null,
    };
  }
  const [scenario, history, ...weeks] = await Promise.all(
    [files.scenario, files.history, ...files.weeks].map((path) => readText(path)),
  );
  const ruled = readInrc2({ scenario: scenario!, history: history!, weeks });
  return {
    ruled,
    readRoster: async (folder) => {
      const names = (await foldersFiles(folder)).filter((name) => /^sol-week\d+\.txt$/i.test(name));
      return readInrc2Solution(ruled, await Promise.all(names.map((name) => readText(join(folder, name)))));
    },
    prepare: async (out) => {
      await mkdir(out, { recursive: true }).catch((error: unknown) => {
        throw new FileProblemError(`${out}: cannot be made as a folder: ${messageOf(error)}`, { cause: error });
      });
    },
    writeRoster: async (out, lines) => {
      for (const { name, text } of writeInrc2Solution(ruled, lines)) await writeFile(join(out, name), text);
    },
    underMinimum: (lines) => missingNurses(ruled, coverOf(ruled.instance, lines)),
  };
}

async function readText(path: string): Promise<TextFile> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new FileProblemError(`${path}: cannot be read (looked for ${resolve(path)}): ${messageOf(error)}`, {
      cause: error,
    });
  }
  try {
    return { name: path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    throw new FileProblemError(`${path}: is not UTF-8 text; save it as UTF-8.`, { cause: error });
  }
}

async function foldersFiles(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    throw new FileProblemError(`${path}: cannot be read as a folder: ${messageOf(error)}`, { cause: error });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
