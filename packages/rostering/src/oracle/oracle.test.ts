import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { randomRota } from './random-rota.ts';

const runs = Number(process.env.WEFT_ORACLE_RUNS ?? 400);

test(`the rules and the oracle agree on ${runs} random rotas`, { timeout: 30_000 + runs * 100 }, () => {
  fc.assert(
    fc.property(randomRota, (rota) => {
      expect(compare(rota).disagreements).toEqual([]);
    }),
    { seed: 20260302, numRuns: runs },
  );
});
