/** Where a command writes. Data goes to stdout, progress and faults to stderr. */
export type Terminal = {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  out(line: string): void;
  err(line: string): void;
  /** Draws over the last progress line where stderr is a terminal; else tells every tenth of the way. */
  progress(done: number, total: number, text: string): void;
};

const WIDTH = 30;

/** The process's own terminal. */
export function processTerminal(): Terminal {
  let told = -1;
  return {
    env: process.env,
    cwd: process.env.WEFT_CWD ?? process.cwd(),
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    progress(done, total, text) {
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
      if (process.stderr.isTTY) {
        process.stderr.write(`\r\u001b[K${bar} ${Math.round(share * 100)} %  ${text}${share === 1 ? '\n' : ''}`);
        return;
      }
      const tenth = Math.floor(share * 10);
      if (tenth === told) return;
      told = tenth;
      process.stderr.write(`${Math.round(share * 100)} %  ${text}\n`);
    },
  };
}

/** Rows as a table of left-aligned columns. */
export function tableOf(rows: readonly Readonly<Record<string, string | number | null>>[]): string {
  const [first] = rows;
  if (!first) return '(none)';
  const columns = Object.keys(first);
  const text = (value: string | number | null | undefined) =>
    value === null || value === undefined ? '' : String(value);
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => text(row[column]).length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    line(columns),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map((row) => line(columns.map((column) => text(row[column])))),
  ].join('\n');
}
