import { Command, CommanderError } from 'commander';
import { addCheck } from './check.ts';
import { urlOf } from './connection.ts';
import { addDeadLetters } from './dead-letters.ts';
import { addDemand } from './demand.ts';
import { addDemo } from './demo.ts';
import { addDuty } from './duty.ts';
import { EXIT } from './exit-codes.ts';
import { addExport } from './export.ts';
import { faultOf } from './faults.ts';
import { addImport } from './import.ts';
import { addLog } from './log.ts';
import { addPublish } from './publish.ts';
import { addRoster } from './roster.ts';
import { addRotas } from './rotas.ts';
import { addSignIn } from './sign-in.ts';
import { addStatus } from './status.ts';
import { processTerminal } from './terminal.ts';
import { addTrace } from './trace.ts';

const terminal = processTerminal();
const program = new Command('weft')
  .description('One shared rota across many employers.')
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    'after',
    `
The whole job:
  $ weft demo --weeks 12
  $ weft roster --site all
  $ weft publish --all

Exit status: 0 done; 1 refused, or a hard finding is open; 2 wrong input; 3 not signed in, or not allowed;
4 the platform can't be reached or is not ready; 5 something is broken.`,
  )
  .exitOverride();

for (const add of [
  addSignIn,
  addDemo,
  addRotas,
  addImport,
  addExport,
  addDemand,
  addRoster,
  addCheck,
  addDuty,
  addPublish,
  addLog,
  addStatus,
  addTrace,
  addDeadLetters,
])
  add(program, terminal);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.badInput;
  else {
    const at = process.argv.indexOf('--url');
    const { words, exit } = faultOf(error, urlOf(terminal, { url: at < 0 ? undefined : process.argv[at + 1] }));
    terminal.err(words);
    process.exitCode = exit;
  }
}
