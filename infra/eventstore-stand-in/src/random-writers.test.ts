import { type AppendResult, type EventStoreDBClient, WrongExpectedVersionError } from '@eventstore/db-client';
import { expect, it } from 'vitest';
import { clientAfterRestart, clientForTest, idOf, overAppend, seats, standInForTest } from './testing.ts';

/** mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

async function idsIn(client: EventStoreDBClient, stream: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { event } of client.readStream(stream)) {
    expect(event?.revision).toBe(BigInt(ids.length));
    ids.push(event?.id ?? '');
  }
  return ids;
}

it.each([1, 2, 3])('racing writers leave whole appends, and every retry hears the same (seed %i)', async (seed) => {
  const random = randomFrom(seed);
  const standIn = await standInForTest();
  const client = clientForTest(standIn);
  type Won = { stream: string; from: number; to: number; expected: bigint | 'no_stream'; result: AppendResult };
  const won: Won[] = [];
  let number = 0;
  for (let round = 0; round < 30; round += 1) {
    const tries = Array.from({ length: 1 + random(6) }, async () => {
      const stream = `clinic-${random(3)}`;
      const last = won.findLast((append) => append.stream === stream)?.result.nextExpectedRevision;
      const expected = last === undefined || random(10) === 0 ? 'no_stream' : last - BigInt(random(2));
      const [from, to] = [number + 1, number + 1 + random(4)];
      number = to;
      const via = random(2) === 0 ? overAppend : {};
      try {
        const expectedRevision = expected === -1n ? 'no_stream' : expected;
        const result = await client.appendToStream(stream, seats(from, to), { expectedRevision, ...via });
        won.push({ stream, from, to, expected: expectedRevision, result });
      } catch (error) {
        expect(error).toBeInstanceOf(WrongExpectedVersionError);
      }
    });
    await Promise.all(tries);
  }
  await standIn.restart();
  const again = await clientAfterRestart(standIn);
  for (const stream of new Set(won.map((append) => append.stream))) {
    const expected = won
      .filter((append) => append.stream === stream)
      .sort((a, b) => Number(a.result.nextExpectedRevision - b.result.nextExpectedRevision))
      .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => idOf(from + index)));
    expect(await idsIn(again, stream)).toEqual(expected);
  }
  for (const { stream, from, to, expected, result } of won) {
    expect(await again.appendToStream(stream, seats(from, to), { expectedRevision: expected })).toEqual(result);
  }
});
