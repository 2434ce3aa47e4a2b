import type { Cell, Plan } from './plan.ts';

/** An edit, or cells of one, that was not saved, kept until it is tried again or forgotten. */
export type Unsaved = {
  readonly id: string;
  readonly plan: Plan;
  readonly at: number;
  readonly because: readonly (Cell & { readonly why: string })[];
};

const byRota = new Map<string, readonly Unsaved[]>();
const listeners = new Set<() => void>();
const NONE: readonly Unsaved[] = [];

function keep(rota: string, list: readonly Unsaved[]) {
  if (list.length > 0) byRota.set(rota, list);
  else byRota.delete(rota);
  for (const listener of listeners) listener();
}

/** Edits of a rota that were not saved, newest first. They outlive the board's page: whoever comes back finds them. */
export const unsavedOf = (rota: string) => ({
  all: (): readonly Unsaved[] => byRota.get(rota) ?? NONE,
  add: (one: Unsaved) => keep(rota, [one, ...(byRota.get(rota) ?? NONE)]),
  drop(id: string) {
    keep(
      rota,
      (byRota.get(rota) ?? NONE).filter((one) => one.id !== id),
    );
  },
});

export type UnsavedEdits = ReturnType<typeof unsavedOf>;

/** Called whenever an edit is kept or dropped; the returned function ends it. */
export function onUnsaved(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The first rota with edits that were not saved; null when there is none. */
export const rotaWithUnsaved = (): string | null => byRota.keys().next().value ?? null;

/** Forgets them all: somebody else is going to sit here. */
export function forgetUnsaved(): void {
  byRota.clear();
  for (const listener of listeners) listener();
}
