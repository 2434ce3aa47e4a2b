/** Up to where everything of a group is done. */
export type Progress = {
  /** The event at `at` was taken from the source. */
  begin(at: bigint): void;
  done(at: bigint): void;
  /** Where a restart goes on after, or null when nothing is done. */
  checkpoint(): bigint | null;
  /** Done since the checkpoint was last stored. */
  unstored(): number;
  stored(): void;
};

export function progressFrom(start: bigint | null): Progress {
  const open = new Map<bigint, boolean>();
  let checkpoint = start;
  let count = 0;
  return {
    begin: (at) => void open.set(at, false),
    done(at) {
      if (open.get(at) !== false) return;
      open.set(at, true);
      count += 1;
      for (const [earliest, isDone] of open) {
        if (!isDone) break;
        checkpoint = earliest;
        open.delete(earliest);
      }
    },
    checkpoint: () => checkpoint,
    unstored: () => count,
    stored() {
      count = 0;
    },
  };
}
