import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import { refusalOf } from '../client.ts';
import { CliError, EXIT, type Exit } from './exit-codes.ts';

/** What went wrong, for people, and the status that scripts see. */
export type Fault = { readonly words: string; readonly exit: Exit };

const Issues = z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }));

/** Puts any failure of a command into words: what, where, and what to do. `url` is where the platform was looked for. */
export function faultOf(error: unknown, url: string): Fault {
  if (error instanceof CliError) return { words: error.message, exit: error.exit };
  const refusal = refusalOf(error);
  if (refusal) return { words: refusal.because, exit: EXIT.refused };
  if (!(error instanceof TRPCClientError))
    return { words: error instanceof Error ? error.message : String(error), exit: EXIT.broken };
  const code = (error.data as { code?: string } | null | undefined)?.code;
  if (code === undefined) return unreachable(url);
  switch (code) {
    case 'UNAUTHORIZED':
      return { words: `${error.message}\nSign in with: weft sign-in --as operator`, exit: EXIT.signIn };
    case 'FORBIDDEN':
      return { words: error.message, exit: EXIT.signIn };
    case 'BAD_REQUEST':
    case 'NOT_FOUND':
    case 'PAYLOAD_TOO_LARGE':
    case 'PARSE_ERROR':
      return { words: issuesIn(error.message), exit: EXIT.badInput };
    case 'TIMEOUT':
    case 'SERVICE_UNAVAILABLE':
      return { words: `${error.message}\nTry again in a moment; weft status tells how it is.`, exit: EXIT.unreachable };
    default:
      return { words: `${error.message}\nThe platform's own log tells more.`, exit: EXIT.broken };
  }
}

/** Nothing answers there: how to start the platform. */
export const unreachable = (url: string): Fault => ({
  words: `Nothing answers at ${url}. Start the platform with npm start, or say where it is: --url http://localhost:8080`,
  exit: EXIT.unreachable,
});

function issuesIn(message: string): string {
  try {
    const issues = Issues.safeParse(JSON.parse(message));
    if (!issues.success) return message;
    return issues.data.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('\n');
  } catch {
    return message;
  }
}
