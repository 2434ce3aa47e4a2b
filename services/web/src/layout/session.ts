const listeners = new Set<() => void>();
let isOver = false;

function set(next: boolean) {
  if (isOver === next) return;
  isOver = next;
  for (const listener of listeners) listener();
}

/** Whether the platform said, since somebody signed in, that the caller has to sign in again. */
export const isSessionOver = (): boolean => isOver;
export const onSession = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** An answer came: one that refuses for want of a session ends it. */
export const heardStatus = (status: number): void => {
  if (status === 401) set(true);
};
/** Somebody is signed in. */
export const sessionBegan = (): void => set(false);
