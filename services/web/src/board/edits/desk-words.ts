import type { Preview } from './edits-api.ts';
import { cellsWords, type Plan } from './plan.ts';

/** Whether something has to be looked at before it is written. */
export const isHarmless = (plan: Plan, preview: Preview): boolean =>
  plan.left.length === 0 && plan.unknown.length === 0 && preview.cells.every(({ refused }) => refused === null);

/** A breach of a hard rule, and an edit of what is over, pass with a reason. */
const BY_REASON = ['hard-rule', 'past-duty'];

/** What a preview forbids, in cells: refused ones, and those that a reason lets pass. */
export const blocks = (preview: Preview | null) => ({
  refused: preview?.cells.filter(({ refused }) => refused !== null && !BY_REASON.includes(refused.code)).length ?? 0,
  breaches: preview?.cells.filter(({ refused }) => refused !== null && BY_REASON.includes(refused.code)).length ?? 0,
});

/** The findings that an edit made, with the key that goes to them. */
export const madeWords = (preview: Preview | null): string => {
  const made = preview?.findings.made.length ?? 0;
  return made === 0 ? '' : ` ${made} new ${made === 1 ? 'finding' : 'findings'}: F8.`;
};

/** What is said of an edit that waits for a yes. */
export function proposalWords(plan: Plan, preview: Preview): string {
  const { refused, breaches } = blocks(preview);
  const soft = preview.findings.made.length;
  const over = preview.cells.filter((one) => one.refused?.code === 'past-duty').length;
  const told = [
    plan.words,
    ...plan.left,
    ...(plan.unknown.length > 0
      ? [`${plan.unknown.length} unknown ${plan.unknown.length === 1 ? 'code' : 'codes'}`]
      : []),
    ...(refused > 0 ? [`${cellsWords(refused)} can’t be had`] : []),
    ...(over > 0 ? [`${cellsWords(over)} of days that are over`] : []),
    ...(breaches > over ? [`${breaches - over} ${breaches - over === 1 ? 'breach' : 'breaches'}`] : []),
    ...(soft > 0 ? [`${soft} ${soft === 1 ? 'warning' : 'warnings'}`] : []),
  ];
  if (plan.unknown.length > 0) return `${told.join('. ')}. Nothing is saved yet: say what is meant, or press Escape.`;
  if (refused > 0)
    return `${told.join('. ')}. Nothing is saved yet: Control and Enter saves the others, Escape leaves.`;
  const keys = breaches > 0 ? 'Control, Shift and Enter saves with a reason' : 'Enter saves';
  return `${told.join('. ')}. Nothing is saved yet: ${keys}, Escape leaves.`;
}
