import type { Command } from 'commander';
import { newCommandId, type WeftClient } from '../client.ts';
import { addCommand, answer, type Common } from './command.ts';
import { anonymous, type Connection, connect, connectionOf, urlOf } from './connection.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { keepSession, readSession, type Session } from './session.ts';
import { type Terminal, tableOf } from './terminal.ts';

type Chosen = { readonly person: string; readonly organisation: string };

/** The built-in account that sets a network up. */
const OPERATOR: Chosen = { person: 'operator', organisation: 'WEFT' };

/** Signs in as somebody of the demonstration, and keeps it. */
async function signIn(terminal: Terminal, url: string, chosen: Chosen): Promise<Session> {
  const { token, name } = await anonymous(terminal, url).workforce.signIn.choose.mutate({
    ...chosen,
    commandId: newCommandId(),
  });
  const session = { url, token, name, after: null };
  keepSession(terminal.env, session);
  return session;
}

/** The kept sign-in; the built-in operator's when nobody is signed in there. */
export async function connectAsOperator(terminal: Terminal, options: Common): Promise<Connection> {
  const session = readSession(terminal.env);
  const url = urlOf(terminal, options);
  if (session && (session.url === url || terminal.env.WEFT_TOKEN)) return connect(terminal, options);
  terminal.err(`Signed in at ${url} as the operator.`);
  return connectionOf(terminal, await signIn(terminal, url, OPERATOR));
}

async function choose(
  anyone: WeftClient,
  { url, who, organisation }: { url: string; who: string; organisation: string | undefined },
): Promise<Chosen> {
  if (who === OPERATOR.person) return OPERATOR;
  const found = await anyone.workforce.signIn.people.query({ search: who });
  const exact = found.filter(({ person, name }) => person === who || name.toLowerCase() === who.toLowerCase());
  const fitting = (exact.length > 0 ? exact : found).filter(
    (one) => organisation === undefined || one.organisation === organisation,
  );
  const [first] = fitting;
  if (fitting.length === 1 && first) return { person: first.person, organisation: first.organisation };
  if (fitting.length === 0 && organisation !== undefined) return { person: who, organisation };
  if (fitting.length === 0)
    throw new CliError(`Nobody called "${who}" can sign in at ${url}. See who can: weft sign-in`, EXIT.badInput);
  throw new CliError(
    `"${who}" could be any of these. Give the person's id with --as, and --organisation:\n${tableOf(fitting.map(shown))}`,
    EXIT.badInput,
  );
}

const shown = (one: {
  person: string;
  name: string;
  organisation: string;
  roles: readonly string[];
  note: string;
}) => ({
  person: one.person,
  name: one.name,
  organisation: one.organisation,
  roles: one.roles.join(', '),
  note: one.note,
});

/** weft sign-in, sign-out, who. */
export function addSignIn(program: Command, terminal: Terminal): void {
  addCommand(program, 'sign-in', {
    says: 'Sign in as a person of the demonstration; without --as, list who can.',
    examples: ['sign-in', 'sign-in --as operator', 'sign-in --as "Ada Example" --organisation RA4'],
  })
    .option('--as <who>', 'name or id of a person, or operator')
    .option('--organisation <code>', 'the organisation to act for')
    .action(async (options: Common & { as?: string; organisation?: string }) => {
      const url = urlOf(terminal, options);
      if (options.as === undefined) {
        const people = await anonymous(terminal, url).workforce.signIn.people.query({
          search: options.organisation ?? '',
        });
        answer(
          terminal,
          options,
          people,
          () => `${tableOf(people.map(shown))}\n\nChoose one: weft sign-in --as <person>`,
        );
        return;
      }
      const chosen = await choose(anonymous(terminal, url), {
        url,
        who: options.as,
        organisation: options.organisation,
      });
      const { name } = await signIn(terminal, url, chosen);
      answer(
        terminal,
        options,
        { url, ...chosen, name },
        () => `Signed in at ${url} as ${name} for ${chosen.organisation}. This is a demonstration sign-in.`,
      );
    });

  addCommand(program, 'sign-out', { says: 'Forget the sign-in.', examples: ['sign-out'] }).action((options: Common) => {
    keepSession(terminal.env, null);
    answer(terminal, options, { signedIn: false }, () => 'Signed out.');
  });

  addCommand(program, 'who', { says: 'Tell who is signed in, and where.', examples: ['who', 'who --json'] }).action(
    async (options: Common) => {
      const { client, url } = connect(terminal, options);
      const { actor, name } = await client.workforce.signIn.me.query();
      answer(
        terminal,
        options,
        { url, name, ...actor },
        () => `${name} (${actor.person}), ${actor.roles.join(', ')} of ${actor.organisation}, at ${url}`,
      );
    },
  );
}
