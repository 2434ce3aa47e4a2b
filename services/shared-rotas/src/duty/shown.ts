import type { Rejection } from '@weft/eventing';
import type { Booking } from '../diary/events.ts';
import { type RotaFinding, rotaFindingOf } from '../findings/rota-finding.ts';
import type { Editing } from './editing.ts';
import type { RecordedFinding } from './events.ts';
import { findingOf } from './recorded-finding.ts';

/** Recorded findings for one actor: of duties that they may not see only windows and numbers. */
export async function shownFindings(
  findings: readonly RecordedFinding[],
  { sees }: Pick<Editing, 'sees'>,
): Promise<RotaFinding[]> {
  const seen = new Map<string, boolean>();
  for (const id of new Set(findings.flatMap(({ duties }) => duties))) seen.set(id, await sees(id));
  return findings.map((finding) => rotaFindingOf(findingOf(finding), null, (id) => seen.get(id) === true));
}

/** A refusal for one actor: its findings as `shownFindings` tells them, and of a clash elsewhere only the time. */
export async function shownRefusal(refusal: Rejection, editing: Pick<Editing, 'sees'>): Promise<Rejection> {
  const details = (refusal.details ?? {}) as { findings?: readonly RecordedFinding[]; clash?: Booking | null };
  if (details.findings) {
    const findings = await shownFindings(details.findings, editing);
    const [first] = findings;
    const because = `${first?.sentence ?? ''} ${first?.mend ?? ''} Or override it with a reason, a role and an expiry.`;
    return { ...refusal, because: because.trim().replace(/\s+/g, ' '), details: { findings } };
  }
  if (details.clash) {
    const { duty, rota, site, start, end } = details.clash;
    const place = (await editing.sees(duty)) ? { duty, rota, site } : {};
    return { ...refusal, details: { clash: { start, end, ...place } } };
  }
  return refusal;
}
