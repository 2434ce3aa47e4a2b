import { join } from 'node:path';
import { type EventLog, openLog } from '@weft/eventing';
import { startProcess } from '@weft/platform/started-platform';

/** A platform under load: where it is, and its log once all is done. */
export type Target = {
  readonly kind: string;
  readonly url: string;
  /** The process that serves, where there is one. */
  readonly pid: number | null;
  /** The log's write-ahead file. */
  readonly writeAhead: string;
  /** Stops it, and opens its log to be read. */
  stopAndOpenLog(): Promise<EventLog>;
};

/** The platform as one process, with the demonstration, in a data folder of its own. */
export async function embedded(data: string): Promise<Target> {
  const platform = await startProcess({ WEFT_DATA: data });
  return {
    kind: 'embedded',
    url: platform.address,
    pid: platform.pid,
    writeAhead: join(data, 'log.db-wal'),
    async stopAndOpenLog() {
      const status = await platform.end('SIGTERM');
      if (status !== 0) throw new Error(`The platform ended with ${status}.\n${platform.said()}`);
      return openLog(`sqlite:${join(data, 'log.db')}`);
    },
  };
}
