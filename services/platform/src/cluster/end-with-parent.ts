// Loaded with --import into each process that a cluster starts: when the supervisor is gone, however it ended, the
// process stops in order, and at the latest after a while.
const MOST_MS = 20_000;

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), MOST_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
// Listening for the parent keeps nobody alive.
process.channel?.unref();
