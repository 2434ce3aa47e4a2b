import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const Session = z.object({
  url: z.string(),
  token: z.string(),
  name: z.string(),
  /** How far this user's commands have reached: what comes next shows them. */
  after: z.string().nullable().default(null),
});
/** Where the command line is signed in, and as whom. */
export type Session = z.infer<typeof Session>;

const fileOf = (env: NodeJS.ProcessEnv) =>
  join(env.XDG_CONFIG_HOME ?? join(env.HOME ?? homedir(), '.config'), 'weft', 'session.json');

/** The kept sign-in, or null. WEFT_URL and WEFT_TOKEN go before what is kept. */
export function readSession(env: NodeJS.ProcessEnv): Session | null {
  if (env.WEFT_TOKEN)
    return { url: env.WEFT_URL ?? DEFAULT_URL, token: env.WEFT_TOKEN, name: 'WEFT_TOKEN', after: null };
  try {
    const kept = Session.safeParse(JSON.parse(readFileSync(fileOf(env), 'utf8')));
    return kept.success ? kept.data : null;
  } catch {
    return null;
  }
}

/** Keeps a sign-in, readable by this user only; null forgets it. */
export function keepSession(env: NodeJS.ProcessEnv, session: Session | null): void {
  const file = fileOf(env);
  if (session === null) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(session), { mode: 0o600 });
}

/** Where a platform is when nothing else is said. */
export const DEFAULT_URL = 'http://localhost:8080';
