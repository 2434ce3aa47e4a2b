import { afterEach, beforeEach, describe } from 'vitest';
import { carries } from './bus-contract/carrying.ts';
import { bearsComingAndGoing } from './bus-contract/coming-and-going.ts';
import { bearsFailures } from './bus-contract/failing.ts';
import { bearsReplicas } from './bus-contract/replicas.ts';
import { setsAside } from './bus-contract/setting-aside.ts';
import type { UnderTest } from './bus-contract/under-test.ts';

/** What every adapter of the Bus port promises. `open` gives an adapter for one test. */
export function busContract(
  name: string,
  open: () => Promise<UnderTest>,
  { processes = false, deadLetters = false }: { readonly processes?: boolean; readonly deadLetters?: boolean } = {},
): void {
  describe(`bus: ${name}`, () => {
    let under: UnderTest;
    const current = () => under;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.dispose());
    carries(current);
    bearsFailures(current);
    bearsComingAndGoing(current);
    if (processes) bearsReplicas(current);
    if (deadLetters) setsAside(current);
  });
}
