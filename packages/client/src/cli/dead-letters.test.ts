import { natsServer, noServer } from '@weft/eventing/contract';
import { Command } from 'commander';
import { afterEach, expect, test } from 'vitest';
import { addDeadLetters } from './dead-letters.ts';
import { EXIT } from './exit-codes.ts';

/** Types a command; what it wrote to stdout. */
async function weft(...args: string[]) {
  const out: string[] = [];
  const program = new Command('weft').exitOverride();
  addDeadLetters(program, { env: {}, cwd: '.', out: (line) => out.push(line), err: () => {}, progress: () => {} });
  await program.parseAsync(['node', 'weft', 'dead-letters', ...args]);
  return out.join('\n');
}
afterEach(() => {
  process.exitCode = 0;
});

test('without an address, or with one of no such bus, it says what to write', async () => {
  await expect(weft('list')).rejects.toMatchObject({
    exit: EXIT.badInput,
    message: expect.stringMatching(/--bus nats:/),
  });
  await expect(weft('list', '--bus', 'memory:')).rejects.toMatchObject({ exit: EXIT.badInput });
  await expect(weft('list', '--bus', 'nats://127.0.0.1:1?colour=red')).rejects.toMatchObject({ exit: EXIT.badInput });
});

test.skipIf(noServer !== null)(
  'a bus without dead letters says so, and a number that is none is refused',
  async () => {
    const server = await natsServer();
    await server.start();
    try {
      expect(await weft('list', '--bus', server.url)).toBe('(none)');
      expect(await weft('list', '--json', '--bus', server.url)).toBe('[]');
      expect(await weft('replay', '--all', '--bus', server.url)).toBe('There are no dead letters.');
      expect(await weft('replay', '7', '--bus', server.url)).toMatch(/7: still set aside: There is no dead letter 7/);
      expect(process.exitCode).toBe(EXIT.refused);
      for (const args of [['show', '7'], ['drop', '7'], ['show', 'seven'], ['replay']])
        await expect(weft(...args, '--bus', server.url)).rejects.toMatchObject({ exit: EXIT.badInput });
    } finally {
      await server.dispose();
    }
    await expect(weft('list', '--bus', server.url)).rejects.toMatchObject({ exit: EXIT.unreachable });
  },
  15_000,
);
