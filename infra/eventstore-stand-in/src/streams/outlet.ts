import type { ServerErrorResponse } from '@grpc/grpc-js';

/** Anything that messages are written to until the other side is gone. */
type Sink<Message> = {
  readonly cancelled: boolean;
  write(message: Message): boolean;
  end(): unknown;
  emit(event: 'error', error: Partial<ServerErrorResponse>): boolean;
  on(event: string, listener: () => void): unknown;
};

/** The sending side of a call: a sender waits while the receiver does not read, so memory stays flat. */
export type Outlet<Message> = {
  isOpen(): boolean;
  /** Resolves when more may be sent, or nobody is there any more. */
  send(message: Message): Promise<void> | undefined;
  end(): void;
  fail(error: Partial<ServerErrorResponse>): void;
  /** Resolves at the next `wake()`, or when the call is over. */
  sleep(): Promise<void>;
  wake(): void;
  /** Is called once, when the call is over, however it ended. */
  whenClosed(told: () => void): void;
};

export function outlet<Message>(call: Sink<Message>): Outlet<Message> {
  let isOpen = true;
  let isWoken = false;
  let resume: (() => void) | null = null;
  let drained: (() => void) | null = null;
  const closing: (() => void)[] = [];

  function wake() {
    isWoken = true;
    resume?.();
    resume = null;
  }

  function close() {
    if (!isOpen) return;
    isOpen = false;
    wake();
    drained?.();
    for (const told of closing) told();
  }

  call.on('drain', () => {
    drained?.();
    drained = null;
  });
  for (const event of ['cancelled', 'close', 'error', 'finish']) call.on(event, close);

  return {
    isOpen: () => isOpen && !call.cancelled,
    send(message) {
      if (!isOpen || call.write(message)) return undefined;
      return new Promise((resolve) => {
        drained = resolve;
      });
    },
    end() {
      if (isOpen) call.end();
      close();
    },
    fail(error) {
      if (isOpen) call.emit('error', error);
      close();
    },
    sleep() {
      if (isWoken || !isOpen) {
        isWoken = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        resume = () => {
          isWoken = false;
          resolve();
        };
      });
    },
    wake,
    whenClosed: (told) => void closing.push(told),
  };
}
