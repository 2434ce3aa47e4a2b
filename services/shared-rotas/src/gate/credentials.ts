import type { Arrangement, Credential, CredentialKind } from '@weft/contracts';
import type { z } from 'zod';

type Kind = z.infer<typeof CredentialKind>;

/** A credential that the host asks for and the person does not hold on the day. */
export type MissingCredential = {
  readonly kind: Kind;
  /** The organisation at whose sites it is asked for. */
  readonly host: string;
  readonly state: 'missing' | 'expired' | 'not-yet-valid';
  /** The day from which it was no longer valid, or on which it becomes valid; null when there is none. */
  readonly on: string | null;
  /** The organisation whose workforce manager can mend it. */
  readonly mendedBy: string;
  readonly mender: 'host' | 'employer';
};

/** Given by the host itself; all others come from the employer's records. */
const HOSTS_OWN: readonly Kind[] = ['induction', 'honorary-contract'];

/** The words of a credential. */
const WORDS: Readonly<Record<Kind, string>> = {
  identity: 'identity check',
  'right-to-work': 'right to work',
  dbs: 'DBS check',
  registration: 'professional registration',
  'core-skills': 'core skills training',
  'occupational-health': 'occupational health clearance',
  competence: 'signed-off competence',
  induction: 'local induction',
  'honorary-contract': 'honorary contract',
};

/** What a person lacks on a local day for work at a host under an arrangement: its credentials, and the host's induction. */
export function missingCredentials(
  credentials: readonly Credential[],
  asked: { readonly arrangement: Arrangement; readonly host: string; readonly employer: string; readonly day: string },
): MissingCredential[] {
  const { arrangement, host, employer, day } = asked;
  const kinds: readonly Kind[] = [...new Set<Kind>([...arrangement.credentials, 'induction'])];
  return kinds.flatMap((kind): MissingCredential[] => {
    const isHosts = HOSTS_OWN.includes(kind);
    const held = credentials.filter(
      (one) => one.kind === kind && (one.host === host || (one.host === null && !isHosts)),
    );
    if (held.some(({ from, to }) => from <= day && (to === null || day < to))) return [];
    const mender = isHosts ? 'host' : 'employer';
    const base = { kind, host, mender, mendedBy: isHosts ? host : employer } as const;
    const ended = held.flatMap(({ to }) => (to !== null && to <= day ? [to] : [])).sort();
    const coming = held
      .map(({ from }) => from)
      .filter((from) => from > day)
      .sort();
    if (coming[0] !== undefined) return [{ ...base, state: 'not-yet-valid', on: coming[0] }];
    const last = ended.at(-1);
    return [last === undefined ? { ...base, state: 'missing', on: null } : { ...base, state: 'expired', on: last }];
  });
}

/** One sentence for people: what is missing, where, and who can mend it. `nameOf` names an organisation. */
export function missingSentence(missing: MissingCredential, nameOf: (code: string) => string): string {
  const { kind, host, state, on, mendedBy, mender } = missing;
  const what = `${WORDS[kind]} for ${nameOf(host)}`;
  const how = { missing: 'is missing', expired: `expired on ${on}`, 'not-yet-valid': `is not valid before ${on}` }[
    state
  ];
  return `The ${what} ${how}. The workforce manager of the ${mender}, ${nameOf(mendedBy)}, can record it.`;
}
