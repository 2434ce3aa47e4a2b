import { randomBytes } from 'node:crypto';
import { PersonId } from '@weft/contracts';
import { handler } from '@weft/eventing';
import { accepted, commands, type ServiceDeps, within } from '@weft/service-kit';
import { feedStream } from './decider.ts';
import { hashOf } from './routes.ts';

const EVERYBODY = ['clinician', 'rota-manager', 'operator'] as const;
const REMEMBERED = 1000;

/** A person's own calendar address. */
export function feedProcedures({ log }: Pick<ServiceDeps, 'log'>) {
  const feeds = handler(log, feedStream);
  /** Secrets of late, by command: only their hashes are in the log, and a retry must hear the same address. */
  const given = new Map<string, string>();

  /** A retry after a restart finds no secret to repeat, and gets an address of its own instead of the first one. */
  async function secretFor(commandId: string, person: PersonId, metadata: Parameters<typeof feeds.handle>[2]) {
    const { state } = await feeds.state(person);
    const known = given.get(commandId);
    if (known && state.hash === hashOf(known)) return { secret: known, position: null };
    const secret = randomBytes(24).toString('base64url');
    given.set(commandId, secret);
    const [oldest] = given.keys();
    if (given.size > REMEMBERED && oldest) given.delete(oldest);
    const step = within(metadata, hashOf(secret).slice(0, 16));
    const { position } = accepted(await feeds.handle(person, { type: 'OpenFeed', person, hash: hashOf(secret) }, step));
    return { secret, position };
  }

  return {
    /** Opens a secret address for one's own calendar; an earlier one ends. */
    open: commands(EVERYBODY, {}).mutation(async ({ ctx, input }) => {
      const person = PersonId.parse(ctx.actor.person);
      const { secret, position } = await secretFor(input.commandId, person, ctx.metadata);
      return { url: `/api/shared-rotas/feed/${secret}.ics`, position };
    }),
    /** Ends the address; whoever asks for it hears that nothing is there. */
    revoke: commands(EVERYBODY, {}).mutation(async ({ ctx }) => {
      const person = PersonId.parse(ctx.actor.person);
      const { position } = accepted(await feeds.handle(person, { type: 'RevokeFeed', person }, ctx.metadata));
      return { position };
    }),
  };
}
