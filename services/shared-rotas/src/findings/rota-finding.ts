import { describeFinding, type Finding, furtherRules, rules } from '@weft/rostering';
import type { OverrideEntry } from '../overrides/register.ts';
import { ZONE } from '../zone.ts';

/** A breach on a rota, ready to be read. */
export type RotaFinding = {
  readonly rule: string;
  readonly person: string;
  readonly severity: 'hard' | 'soft';
  /** The window that is judged, instants [from, to). */
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  /** Duties that make it, as far as the reader may see them. */
  readonly duties: readonly string[];
  readonly sentence: string;
  /** The smallest change that would mend it; null where it touches places that the reader may not see. */
  readonly mend: string | null;
  readonly source: string;
  /** Some of the rule is not confirmed by a published text: "check against your contract". */
  readonly verify: boolean;
  readonly overridden: Pick<OverrideEntry, 'id' | 'reason' | 'role' | 'expires' | 'by' | 'at'> | null;
};

/** A finding for a reader who may see the duties that `maySee` names; of others only windows and numbers. */
export function rotaFindingOf(
  finding: Finding,
  entry: OverrideEntry | null,
  maySee: (duty: string) => boolean,
): RotaFinding {
  const rule = rules.get(finding.rule) ?? furtherRules.get(finding.rule);
  const duties = finding.duties.filter(maySee);
  return {
    rule: finding.rule,
    person: finding.person,
    severity: finding.severity,
    from: new Date(finding.from).toISOString(),
    to: new Date(finding.to).toISOString(),
    value: finding.value,
    limit: finding.limit,
    unit: finding.unit,
    duties,
    sentence: describeFinding(finding, ZONE),
    mend: duties.length === finding.duties.length ? finding.mend : null,
    source: rule?.source ?? '',
    verify: rule?.verify ?? false,
    overridden: entry && {
      id: entry.id,
      reason: entry.reason,
      role: entry.role,
      expires: entry.expires,
      by: entry.by,
      at: entry.at,
    },
  };
}
