/** What goes on at a stand-in. The first four are now, the others since it started. */
export type Counts = {
  connections: number;
  openReads: number;
  openSubscriptions: number;
  persistentSubscriptions: number;
  appendCalls: number;
  batchAppendCalls: number;
  /** Appends that came over either call, and were looked at. */
  appends: number;
};

export const noCounts = (): Counts => ({
  connections: 0,
  openReads: 0,
  openSubscriptions: 0,
  persistentSubscriptions: 0,
  appendCalls: 0,
  batchAppendCalls: 0,
  appends: 0,
});
