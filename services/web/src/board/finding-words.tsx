/** What a person reads of a breach: its sentence, mend, source, and whether to check the contract. */
export function FindingWords({
  finding,
}: {
  readonly finding: {
    readonly severity: 'hard' | 'soft';
    readonly rule: string;
    readonly sentence: string;
    readonly mend: string | null;
    readonly source: string;
    readonly verify: boolean;
    readonly overridden: { readonly reason: string; readonly role: string; readonly expires: string } | null;
  };
}) {
  const { severity, rule, sentence, mend, source, verify, overridden } = finding;
  return (
    <div className={`weft-finding weft-finding--${overridden ? 'overridden' : severity}`}>
      <strong>
        {overridden ? 'Overridden' : severity === 'hard' ? 'Breach' : 'Warning'} · {rule}
      </strong>
      <p>{sentence}</p>
      {mend && <p>Mend: {mend}</p>}
      <p className="weft-small">
        {source}
        {verify && ' · check against your contract'}
        {overridden && ` · “${overridden.reason}” (${overridden.role}), until ${overridden.expires}`}
      </p>
    </div>
  );
}
