import type { FillAnswer } from '../who-can-fill/ask.ts';

/** Why a place is empty: people counted by what stops each, most frequent first. */
export type GapReason = { readonly reason: string; readonly people: number };

/** Counts answers by what stops people: rules by their id, 'free' for those whom nothing stops. */
export function reasonsOf(answers: readonly Pick<FillAnswer, 'stop' | 'findings'>[]): GapReason[] {
  const counts = new Map<string, number>();
  for (const { stop, findings } of answers) {
    const hard = findings.find(({ severity }) => severity === 'hard');
    const reason = stop === null ? 'free' : stop === 'rules' && hard ? hard.rule : stop;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  if (counts.size === 0) return [{ reason: 'nobody-to-ask', people: 0 }];
  return [...counts]
    .map(([reason, people]) => ({ reason, people }))
    .sort((a, b) => b.people - a.people || (a.reason < b.reason ? -1 : 1));
}
