import { createServer, connect as open, type Socket } from 'node:net';

/** What the line between clients and the platform does to them. */
export type Toxics = {
  /** Each chunk waits so long, … */
  latencyMs: number;
  /** … give or take so much. */
  jitterMs: number;
  /** Nothing passes either way; connections stay open. */
  blackhole: boolean;
};

/** A line that can be made bad. */
export type Line = {
  readonly address: string;
  readonly toxics: Toxics;
  /** Chunks that were delayed or swallowed so far. */
  touched(): number;
  /** Breaks all connections; resolves with how many there were. */
  reset(): number;
  close(): Promise<void>;
};

/** Opens a line on loopback to the port that `port` names at each connection. */
export async function openLine(port: () => number): Promise<Line> {
  const toxics: Toxics = { latencyMs: 0, jitterMs: 0, blackhole: false };
  const sockets = new Set<Socket>();
  let touched = 0;
  let turn = 0;
  /** Alternates over the jitter's range: no randomness is needed to disturb the order of arrivals. */
  const delay = () => toxics.latencyMs + toxics.jitterMs * (((turn++ * 7) % 11) / 5 - 1);
  function carry(from: Socket, to: Socket) {
    let after = 0;
    from.on('data', (chunk: Buffer) => {
      if (toxics.blackhole) {
        touched++;
        return;
      }
      if (toxics.latencyMs === 0 && after <= Date.now()) {
        to.write(chunk);
        return;
      }
      touched++;
      after = Math.max(after, Date.now() + delay());
      setTimeout(() => to.writable && to.write(chunk), after - Date.now());
    });
    from.on('close', () => {
      sockets.delete(from);
      to.end();
    });
    from.on('error', () => to.destroy());
  }
  const server = createServer((client) => {
    const upstream = open(port(), '127.0.0.1');
    for (const socket of [client, upstream]) sockets.add(socket.setNoDelay());
    carry(client, upstream);
    carry(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    address: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`,
    toxics,
    touched: () => touched,
    reset() {
      const count = sockets.size;
      for (const socket of sockets) socket.resetAndDestroy();
      return count;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
