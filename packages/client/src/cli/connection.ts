import type { WeftClient } from '../client.ts';
import { nodeClient } from '../node-client.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { DEFAULT_URL, keepSession, readSession, type Session } from './session.ts';
import type { Terminal } from './terminal.ts';

/** Clients of the platform for one run of the command. */
export type Connection = {
  readonly url: string;
  readonly client: WeftClient;
};

type Wanted = { readonly url?: string | undefined };

/** Where the platform is: as said, else as kept, else on this machine. No slash at the end. */
export const urlOf = (terminal: Terminal, { url }: Wanted): string =>
  (url ?? terminal.env.WEFT_URL ?? readSession(terminal.env)?.url ?? DEFAULT_URL).replace(/\/+$/, '');

/** Says, once a run, that nobody answers and that it waits. */
function waitingAt(terminal: Terminal, url: string) {
  let isTold = false;
  return (forMs: number) => {
    if (!isTold) terminal.err(`Nothing answers at ${url}. It is asked again for ${forMs / 1000} s …`);
    isTold = true;
  };
}

/** A client without a sign-in. */
export const anonymous = (terminal: Terminal, url: string): WeftClient =>
  nodeClient({ url, onWait: waitingAt(terminal, url) });

/** A client of a sign-in. What its commands reach is kept, so that the next run of the command shows it. */
export function connectionOf(terminal: Terminal, session: Session): Connection {
  const { url, token, after } = session;
  const keep = (position: string) => {
    if (!terminal.env.WEFT_TOKEN) keepSession(terminal.env, { ...session, after: position });
  };
  const client = nodeClient({ url, token: () => token, after, onSeen: keep, onWait: waitingAt(terminal, url) });
  return { url, client };
}

/** The client of the kept sign-in. Throws when nobody is signed in there. */
export function connect(terminal: Terminal, wanted: Wanted): Connection {
  const session = readSession(terminal.env);
  const url = urlOf(terminal, wanted);
  if (!session || (session.url !== url && !terminal.env.WEFT_TOKEN))
    throw new CliError(`Nobody is signed in at ${url}. Sign in first: weft sign-in --as operator`, EXIT.signIn);
  return connectionOf(terminal, { ...session, url });
}
