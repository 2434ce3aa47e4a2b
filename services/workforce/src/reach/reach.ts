import type { Arrangement, Organisation } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import type { Actor, Context } from '@weft/service-kit';
import { localDay } from '../local-day.ts';
import { arrangementsIn, organisationsIn } from '../network-facts/view.ts';

/** What an actor's organisation may see and do today, as arrangements give it. */
export type Reach = {
  readonly person: string;
  readonly organisation: string;
  /** The operator sets the network up, and may see and do everything. */
  readonly isOperator: boolean;
  /** Whether the actor acts for the organisation, not only for themselves. */
  readonly isManager: boolean;
  readonly today: string;
  /** Codes of the actor's own organisation: its own, and those of the ones that have become part of it. */
  readonly own: ReadonlySet<string>;
  /** Employers whose people an arrangement brings, each with the staff groups that it covers; null for all groups. */
  readonly covered: readonly { readonly employer: string; readonly group: string | null }[];
  /** Hosts whose credentials may be seen and recorded: own codes, and those of partners in arrangements. */
  readonly hosts: ReadonlySet<string>;
};

/** Finds what an actor reaches: arrangements that have not ended, with or for the actor's own organisation. */
function reachOf(rows: Rows, actor: Actor, today: string): Reach {
  const organisations = organisationsIn(rows);
  const now = currentCodes(organisations, today);
  const nowOf = (code: string) => now.get(code) ?? code;
  const mine = nowOf(actor.organisation);
  const sameAs = (code: string) => {
    const current = nowOf(code);
    return [current, ...[...now].filter(([, to]) => to === current).map(([from]) => from)];
  };
  const own = new Set([actor.organisation, ...sameAs(actor.organisation)]);
  const shared = arrangementsIn(rows).filter(
    (arrangement) =>
      (arrangement.to === null || arrangement.to > today) && parties(arrangement).some((code) => nowOf(code) === mine),
  );
  const covered = shared.flatMap(({ providers, staffGroups }) => {
    const groups: readonly (string | null)[] = staffGroups.length > 0 ? staffGroups : [null];
    const employers = providers.flatMap(sameAs).filter((employer) => !own.has(employer));
    return employers.flatMap((employer) => groups.map((group) => ({ employer, group })));
  });
  return {
    person: actor.person,
    organisation: actor.organisation,
    isOperator: actor.roles.includes('operator'),
    isManager: actor.roles.includes('rota-manager'),
    today,
    own,
    covered,
    hosts: new Set([...own, ...shared.flatMap((arrangement) => parties(arrangement).flatMap(sameAs))]),
  };
}

/** The reach of a caller now, once the views show what the caller has seen. */
export async function reachNow(rows: Rows, ctx: Omit<Context, 'actor'> & { readonly actor: Actor }): Promise<Reach> {
  if (ctx.after) await ctx.caughtUp(ctx.after);
  return reachOf(rows, ctx.actor, localDay(ctx.now()));
}

const parties = ({ providers, hosts }: Arrangement): readonly string[] => [...providers, ...hosts];

/** Each code that has become part of another by `today` → the one that it is now. */
function currentCodes(organisations: readonly Organisation[], today: string): ReadonlyMap<string, string> {
  const next = new Map<string, string>();
  for (const { code, successor } of organisations)
    if (successor && successor.on <= today) next.set(code, successor.code);
  const current = new Map<string, string>();
  for (const code of next.keys()) {
    const passed = new Set([code]);
    let at = next.get(code) as string;
    while (next.has(at) && !passed.has(at)) {
      passed.add(at);
      at = next.get(at) as string;
    }
    current.set(code, at);
  }
  return current;
}
