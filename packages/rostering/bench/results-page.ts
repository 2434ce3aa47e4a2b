/** What stands with a table so that it can be measured again. */
export type Provenance = {
  readonly machine: string;
  readonly commit: string;
  readonly command: string;
  readonly seeds: readonly number[];
  readonly date: string;
};

/**
 * The page with this command's section new: in its old place, or at the end. Sections of other commands stay as they
 * are, and so does all text outside of sections.
 */
export function withResults(page: string, table: string, provenance: Provenance): string {
  const { machine, commit, command, seeds, date } = provenance;
  const [open, close] = [`<!-- bench: ${command} -->`, '<!-- end of bench -->'];
  const facts = [
    `\`${command}\``,
    `${date}, commit ${commit}, ${seeds.length === 1 ? 'seed' : 'seeds'} ${seeds.join(', ')}, on ${machine}. One run at a time.`,
  ];
  const section = [open, ...facts.flatMap((fact) => ['', fact]), '', table, '', close].join('\n');
  const from = page.indexOf(open);
  if (from < 0) return `${page.trimEnd()}\n\n${section}\n`.trimStart();
  const to = page.indexOf(close, from);
  if (to < 0) throw new Error(`The section of ${command} has no end. Put ${close} below its table.`);
  return page.slice(0, from) + section + page.slice(to + close.length);
}
