import { EventSource } from 'eventsource';
import { type WeftClient, weftClient } from '../client.ts';
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

/** A client without a sign-in. */
export const anonymous = (url: string): WeftClient => weftClient({ url, EventSource });

/** A client of a sign-in. What its commands reach is kept, so that the next run of the command shows it. */
export function connectionOf(terminal: Terminal, session: Session): Connection {
  const { url, token, after } = session;
  const keep = (position: string) => {
    if (!terminal.env.WEFT_TOKEN) keepSession(terminal.env, { ...session, after: position });
  };
  return { url, client: weftClient({ url, token: () => token, EventSource, after, onSeen: keep }) };
}

/** The client of the kept sign-in. Throws when nobody is signed in there. */
export function connect(terminal: Terminal, wanted: Wanted): Connection {
  const session = readSession(terminal.env);
  const url = urlOf(terminal, wanted);
  if (!session || (session.url !== url && !terminal.env.WEFT_TOKEN))
    throw new CliError(`Nobody is signed in at ${url}. Sign in first: weft sign-in --as operator`, EXIT.signIn);
  return connectionOf(terminal, { ...session, url });
}
