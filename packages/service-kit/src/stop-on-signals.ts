/**
 * Ends the process in order at the first SIGTERM, SIGINT or SIGHUP: `stop` once, then status 0, or 1 when it fails.
 * The answer says whether that has begun.
 */
export function stopOnSignals(stop: () => Promise<void>): () => boolean {
  let isStopping = false;
  const begin = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    process.stdout.write(`\n${signal}: finishing what is under way …\n`);
    stop().then(
      () => {
        process.stdout.write('Stopped. Nothing was lost.\n');
        process.exit(0);
      },
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => begin(signal));
  return () => isStopping;
}
