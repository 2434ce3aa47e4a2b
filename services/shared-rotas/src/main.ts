import { runAlone } from '@weft/service-kit';
import { openRosterWork } from './roster-job/open-roster-work.ts';
import { sharedRotasService } from './service.ts';

try {
  const rosterWork = await openRosterWork(process.env.ROSTER_WORK ?? 'threads:');
  await runAlone('shared-rotas', (deps) => sharedRotasService(deps, { rosterWork }), process.env);
} catch (error) {
  process.stderr.write(`shared-rotas: ROSTER_WORK: ${(error as Error).message}\n`);
  process.exit(1);
}
