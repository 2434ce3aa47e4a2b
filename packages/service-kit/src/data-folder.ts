import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
      if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64'), { mode: 0o600 });
      return readFileSync(file, 'utf8');
    },
  };
}
