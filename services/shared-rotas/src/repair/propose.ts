import { type Placement, type Problem, type Proposal, type RepairOptions, repair } from '@weft/rostering';

/** Rounds of improvement, and how long they may take: whoever rings in sick waits on the phone. */
const ROUNDS = 40;
const MOST_MS = 2000;

type Asked = Omit<RepairOptions, 'seed' | 'steps' | 'signal' | 'onProgress'>;

/** The best repair that is found in a short time; the first answer where that alone takes longer. */
export async function proposeIn(problem: Problem, held: readonly Placement[], asked: Asked): Promise<Proposal> {
  const signal = AbortSignal.timeout(MOST_MS);
  let best: Proposal | null = null;
  try {
    return await repair(problem, held, {
      ...asked,
      ...{ seed: 1, steps: ROUNDS, signal },
      onProgress: (proposal) => {
        best = proposal;
      },
    });
  } catch (error) {
    if (best !== null && signal.aborted && error === signal.reason) return best;
    throw error;
  }
}
