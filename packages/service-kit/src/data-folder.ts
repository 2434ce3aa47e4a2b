import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** The folder that keeps everything: the log, the views, and the key that signs tokens. */
export type DataFolder = {
  readonly path: string;
  /** The log of a platform in one process. */
  readonly logUrl: string;
  viewsOf(service: string): string;
  /** The text that signs tokens, made at the first call: what WEFT_TOKEN_KEY says where it is given. */
  tokenKey(): string;
};

const KEY_BYTES = 48;
const newKey = () => randomBytes(KEY_BYTES).toString('base64');

/** Writes a file of a folder so that it survives a power cut. */
function keep(folder: string, file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  const entries = openSync(folder, 'r');
  fsyncSync(entries);
  closeSync(entries);
}

/** Opens the data folder and makes what it lacks. Throws with advice when it may not be written to. */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(join(path, 'views'), { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (cause) {
    throw new Error(
      `The data folder ${path} can't be written to. Give this user the right to write there, or choose another: WEFT_DATA=<folder>`,
      { cause },
    );
  }
  return {
    path,
    logUrl: `sqlite:${join(path, 'log.db')}`,
    viewsOf: (service) => join(path, 'views', `${service}.db`),
    tokenKey() {
      const file = join(path, 'token.key');
      // One that a power cut left empty has signed nothing yet: it is made anew.
      if (!existsSync(file) || readFileSync(file, 'utf8').length < KEY_BYTES) keep(path, file, newKey());
      return readFileSync(file, 'utf8');
    },
  };
}
