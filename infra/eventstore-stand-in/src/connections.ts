import { createServer, type Server, type Socket } from 'node:net';

/** The TCP side of the server: it can be cut without asking gRPC. */
export type Connections = {
  readonly port: number;
  count(): number;
  /** Cuts one connection, given as `address:port` of the other side. */
  cut(peer: string): void;
  /** Cuts all connections. */
  cutAll(): void;
  /** Stops listening, cuts what is open, and resolves when the port is free. */
  close(): Promise<void>;
};

/** Listens, and hands each connection to `take`. Throws when the port is in use. */
export async function listen(
  { host, port }: { readonly host: string; readonly port: number },
  take: (socket: Socket) => void,
): Promise<Connections> {
  const sockets = new Map<string, Socket>();
  const server: Server = createServer({ noDelay: true }, (socket) => {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    sockets.set(peer, socket);
    socket.on('close', () => sockets.delete(peer));
    socket.on('error', () => {});
    take(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new Error(`Port ${port} of ${host} cannot be had: ${cause.message}. Choose another.`, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const cutAll = () => {
    for (const socket of sockets.values()) socket.resetAndDestroy();
  };
  return {
    port: address.port,
    count: () => sockets.size,
    cut: (peer) => sockets.get(peer)?.resetAndDestroy(),
    cutAll,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
}
