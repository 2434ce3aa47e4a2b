/** The steps of a job that a person would do, each told as it passes or fails. */
export type Job = {
  /** Runs a step; a throw fails it, and the job goes on. */
  step(name: string, work: () => Promise<void>): Promise<void>;
  readonly passed: () => number;
  readonly failed: () => readonly string[];
};

/** Starts counting steps. */
export function newJob(tell: (line: string) => void): Job {
  let passed = 0;
  const failed: string[] = [];
  return {
    async step(name, work) {
      try {
        await work();
        passed++;
        tell(`✓ ${name}`);
      } catch (error) {
        failed.push(name);
        tell(`✗ ${name}\n  ${(error as Error).stack ?? error}`);
      }
    },
    passed: () => passed,
    failed: () => failed,
  };
}

/** Throws with the words when a fact does not hold. */
export function ensure(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}
