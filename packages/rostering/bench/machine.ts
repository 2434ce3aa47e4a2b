import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** The machine in a few words: processor, cores, memory, Node. */
export function machineWords(): string {
  const processors = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${processors[0]?.model.trim() ?? 'an unknown processor'}, ${processors.length} cores, ${gigabytes} GB, Node ${process.versions.node}`;
}

/** The commit that is checked out there, with a plus when files differ from it; 'unknown' where git does not say. */
export function commitOf(checkout: string): string {
  try {
    const git = (...words: string[]) =>
      execFileSync('git', words, { cwd: checkout, encoding: 'utf8', stdio: 'pipe' }).trim();
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') ? '+' : '');
  } catch {
    // A copy without its repository can be measured too.
    return 'unknown';
  }
}
