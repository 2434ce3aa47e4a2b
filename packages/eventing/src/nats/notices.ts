const SHOWN_MS = 5 * 60_000;

/** What was found and put right, shown for five minutes after it was last found. */
export function notices() {
  const at = new Map<string, number>();
  return {
    note: (what: string): void => {
      at.set(what, performance.now());
    },
    recent(): readonly string[] {
      for (const [what, when] of at) if (performance.now() - when > SHOWN_MS) at.delete(what);
      return [...at.keys()];
    },
  };
}
