import { context, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';
import { initTRPC, TRPCError } from '@trpc/server';
import {
  BehindError,
  type EventLog,
  inSpan,
  LogUnavailableError,
  type Metadata,
  Position,
  traceparentNow,
} from '@weft/eventing';
import { z } from 'zod';
import type { Actor, Role, TokenFault } from './actor.ts';
import { answersIn, Refused } from './refused.ts';
import { type Called, outcomeOf } from './watch/called.ts';

/** What a procedure asks of its caller. Every procedure states one, or its service does not start. */
export type Needs = 'anyone' | 'signed-in' | readonly Role[];

/** What each call carries. */
export type Context = {
  readonly actor: Actor | null;
  /** Set when a token came along that was not taken. */
  readonly tokenFault: TokenFault | null;
  readonly traceparent: string | undefined;
  /** The span of the request; absent where traces are off. */
  readonly span?: Span | null | undefined;
  /** A position that the caller has seen: the answer shows at least what was there then. */
  readonly after: Position | null;
  readonly log: EventLog;
  readonly now: () => Date;
  /** Resolves when this service's views have passed the position, or rejects after a bounded time. */
  readonly caughtUp: (position: Position) => Promise<void>;
  /** Told of each command and query when it has ended; absent where nobody watches. */
  readonly called?: ((call: Called) => void) | undefined;
  /** Gives the browser its token as a cookie, or takes it away. */
  readonly setTokenCookie: (token: string | null) => void;
};

/** What every command brings beside its own input. */
export const Command = z.object({
  /** Chosen by the caller, once; a retry sends the same and gets the same answer. */
  commandId: z.uuid(),
  /** The actor's own words; kept in the history. */
  reason: z.string().trim().max(500).optional(),
});

const t = initTRPC
  .context<Context>()
  .meta<{ needs: Needs }>()
  .create({
    sse: { ping: { enabled: true, intervalMs: 4000 }, client: { reconnectAfterInactivityMs: 10_000 } },
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      data: {
        ...shape.data,
        stack: undefined,
        refusal: error.cause instanceof Refused ? error.cause.refusal : null,
      },
    }),
  });

export const router = t.router;

const signInAgain = (fault: TokenFault | null) =>
  new TRPCError({
    code: 'UNAUTHORIZED',
    message:
      fault === 'expired'
        ? 'Your sign-in has run out. Sign in again; nothing that you saved is lost.'
        : fault === 'invalid'
          ? 'This sign-in was not given out here. Sign in again.'
          : 'Sign in first.',
  });

/** What will be there again shortly is said as such: the caller, or an ingress, asks again. */
function away(cause: unknown): TRPCError | null {
  const isAway = cause instanceof LogUnavailableError && cause.code !== 'disk-full';
  if (!isAway && !(cause instanceof BehindError)) return null;
  return new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: cause.message, cause });
}

/** The id of a command that may be badly formed otherwise; null where it is none. */
function commandIdOf(input: unknown): string | null {
  const read = Command.shape.commandId.safeParse((input as { commandId?: unknown } | null | undefined)?.commandId);
  return read.success ? read.data : null;
}

// Each middleware costs a call some time: there are two for all.
const watched = t.procedure.use(async ({ ctx, path, type, next, getRawInput }) => {
  const from = performance.now();
  const watch = async () => {
    const result = await (type === 'subscription' ? next() : inSpan(path, { 'rpc.method': path }, () => next()));
    const unavailable = result.ok ? null : away(result.error.cause);
    const ended = unavailable ? { ok: false as const, error: unavailable } : result;
    if (type !== 'subscription' && ctx.called) {
      ctx.called({
        procedure: path,
        isCommand: type === 'mutation',
        commandId: type === 'mutation' ? commandIdOf(await getRawInput()) : null,
        seconds: (performance.now() - from) / 1000,
        ...outcomeOf(ended),
      });
    }
    if (unavailable) throw unavailable;
    return result;
  };
  return ctx.span && type !== 'subscription' ? context.with(trace.setSpan(ROOT_CONTEXT, ctx.span), watch) : watch();
});

const nobody: Actor = { person: 'nobody', organisation: 'none', roles: [] };

const stated = watched.use(async ({ ctx, meta, next, type }) => {
  const needs = meta?.needs;
  if (!needs) throw new TRPCError({ code: 'FORBIDDEN', message: 'This procedure does not say whom it serves.' });
  if (needs !== 'anyone') {
    if (!ctx.actor) throw signInAgain(ctx.tokenFault);
    const { roles } = ctx.actor;
    if (needs !== 'signed-in' && !needs.some((role) => roles.includes(role)))
      throw new TRPCError({
        code: 'FORBIDDEN',
        message: `This needs the role ${needs.join(' or ')}; you hold ${roles.join(', ') || 'none'} at ${ctx.actor.organisation}.`,
      });
  }
  if (ctx.after && type !== 'mutation') await ctx.caughtUp(ctx.after);
  return next({ ctx: { actor: ctx.actor ?? nobody } });
});

/** A query, or a subscription, for those whom `needs` names. `ctx.actor` is there unless 'anyone' may ask. */
export const asks = (needs: Needs) => stated.meta({ needs });

/**
 * A command for those whom `needs` names, with `input` beside the command id. Use `.mutation`. Throw refusals
 * through `accepted`: they are remembered, so that a retry hears the same.
 */
export const commands = <Shape extends z.ZodRawShape>(needs: Needs, shape: Shape) =>
  stated
    .meta({ needs })
    .input(Command.extend(shape))
    .use(async ({ ctx, input, next }) => {
      const { commandId, reason } = input as z.infer<typeof Command>;
      const traceparent = traceparentNow() ?? ctx.traceparent;
      const metadata: Metadata = {
        commandId,
        at: ctx.now().toISOString(),
        actor: { person: ctx.actor.person, organisation: ctx.actor.organisation },
        ...(reason && { reason }),
        ...(traceparent && { traceparent }),
      };
      const answers = answersIn(ctx.log);
      const earlier = await answers.earlier(commandId);
      if (earlier) throw refusedError(new Refused(earlier));
      const result = await next({ ctx: { metadata } });
      if (!result.ok && result.error.cause instanceof Refused) {
        await answers.remember(result.error.cause.refusal, metadata);
        throw refusedError(result.error.cause);
      }
      return result;
    });

const refusedError = (refused: Refused) =>
  new TRPCError({ code: 'CONFLICT', message: refused.message, cause: refused });

/** Metadata of a further command within one: its own id, made from the first one's, so that a retry finds it again. */
export const within = (metadata: Metadata, step: string): Metadata => ({
  ...metadata,
  commandId: `${metadata.commandId}/${step}`,
});

/** Says that something does not exist, or not for this caller; both read the same. */
export const notFound = (what: string) =>
  new TRPCError({ code: 'NOT_FOUND', message: `${what} does not exist, or is not yours to see.` });

/** Says that the caller's organisation may not do this. */
export const notYours = (because: string) => new TRPCError({ code: 'FORBIDDEN', message: because });

/** Says what in the input was wrong, beyond what the schema checks. */
export const badInput = (because: string) => new TRPCError({ code: 'BAD_REQUEST', message: because });

/** The position header: what the caller has seen. */
export const readPosition = (header: string | undefined): Position | null => {
  const read = Position.safeParse(header);
  return read.success ? read.data : null;
};

/** Names of procedures that do not state what they need. */
export const unstated = (procedures: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(procedures)
    .filter(([, procedure]) => !(procedure as { _def: { meta?: { needs?: Needs } } })._def.meta?.needs)
    .map(([name]) => name);
