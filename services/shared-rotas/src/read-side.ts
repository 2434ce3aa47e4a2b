import { handler } from '@weft/eventing';
import type { ServiceDeps } from '@weft/service-kit';
import { analysisProcedures } from './analysis/api.ts';
import { boardProcedures } from './board/api.ts';
import { gridProcedures } from './board/grid-api.ts';
import type { ReadDeps } from './board/sources.ts';
import { boardView } from './board/view.ts';
import { exportProcedures } from './exports/api.ts';
import { feedProcedures } from './feed/api.ts';
import { feedKinds } from './feed/events.ts';
import { feedRoutes } from './feed/routes.ts';
import { feedView } from './feed/view.ts';
import { findingsProcedures } from './findings/api.ts';
import { findingsJudge } from './findings/judge.ts';
import { gapsProcedures } from './gaps/api.ts';
import { historyProcedures } from './history/api.ts';
import { type ImportDeps, importProcedures } from './imports/api.ts';
import { importRunner } from './imports/apply.ts';
import { importStream } from './imports/decider.ts';
import { importKinds } from './imports/events.ts';
import { importsView } from './imports/view.ts';
import { linesView } from './lines/view.ts';
import { myRotaProcedures } from './my-rota/api.ts';
import { myRotaView } from './my-rota/view.ts';
import { noticesProcedures } from './notices/api.ts';
import { noticesKinds } from './notices/events.ts';
import { noticesView } from './notices/view.ts';
import { overrideProcedures } from './overrides/api.ts';
import { overridesView } from './overrides/view.ts';
import { presenceProcedures } from './presence/api.ts';
import { publicationProcedures } from './publications/api.ts';
import { publicationsView } from './publications/view.ts';
import { rosterJobProcedures } from './roster-job/api.ts';
import { rosterJobStream } from './roster-job/decider.ts';
import { rosterJobKinds } from './roster-job/events.ts';
import type { Filling } from './roster-job/filling.ts';
import type { RosterWork } from './roster-job/roster-work.ts';
import { jobRunner } from './roster-job/runner.ts';
import { rosterJobsView } from './roster-job/view.ts';
import { workNow } from './roster-job/work-now.ts';
import { swapKinds } from './swap/events.ts';
import { swapsProcedures } from './swaps/api.ts';
import { swapsView } from './swaps/view.ts';
import { timelineProcedures } from './timeline/api.ts';
import { whoCanFillProcedures } from './who-can-fill/api.ts';

/** What the read side, with its jobs and imports, asks of the write side. */
export type WriteSide = Pick<ImportDeps, 'planning' | 'streams' | 'mustEdit'> &
  Pick<ReadDeps, 'holidayOn'> & { readonly filling: Filling };

/** Views, procedures, routes and background work of all that is read: the router of the service names them. */
export function readSide(deps: ServiceDeps & { readonly rosterWork: RosterWork }, write: WriteSide) {
  const { log, rows, now, live, logger, onlyOne, rosterWork } = deps;
  const read: ReadDeps = { log, rows, now, live, judge: findingsJudge(), holidayOn: write.holidayOn };
  const jobs = handler(log, rosterJobStream);
  const imports = handler(log, importStream);
  const jobRuns = jobRunner({ log, rows, now, live, logger, onlyOne, jobs, rosterWork, filling: write.filling });
  const importRuns = importRunner({
    log,
    rows,
    logger,
    onlyOne,
    imports,
    streams: write.streams,
    filling: write.filling,
  });
  return {
    categories: [
      { category: 'rosterJob', kinds: rosterJobKinds },
      { category: 'feed', kinds: feedKinds },
      { category: 'rotaImport', kinds: importKinds },
      { category: 'swap', kinds: swapKinds },
      { category: 'notices', kinds: noticesKinds },
    ],
    views: [
      boardView,
      linesView,
      overridesView,
      publicationsView,
      myRotaView,
      feedView,
      rosterJobsView,
      importsView,
      swapsView,
      noticesView,
    ],
    rotas: {
      ...boardProcedures(read),
      ...gridProcedures(read),
      ...presenceProcedures(read),
      ...timelineProcedures(read),
      ...publicationProcedures(read),
      ...analysisProcedures(read),
    },
    duties: { ...whoCanFillProcedures(read), ...historyProcedures(read) },
    gaps: gapsProcedures(read),
    findings: findingsProcedures(read),
    overrides: overrideProcedures(read),
    jobs: rosterJobProcedures({ ...read, jobs, runner: jobRuns }),
    myRota: { ...myRotaProcedures(read), ...noticesProcedures(read) },
    swaps: swapsProcedures(read),
    feed: feedProcedures(deps),
    imports: importProcedures({ ...read, ...write, imports, runner: importRuns }),
    exports: exportProcedures({ ...read, planning: write.planning }),
    routes: feedRoutes(deps),
    work: () => workNow(rows, jobRuns),
    workTrouble: rosterWork.trouble,
    async start() {
      const stopJobs = await jobRuns.resume();
      const unfinished = rows.all<{ import: string }>("SELECT import FROM imports WHERE stage = 'applying'");
      const stopImports = importRuns.resume(
        live,
        unfinished.map((one) => one.import),
      );
      return async () => {
        await Promise.all([stopJobs(), stopImports()]);
      };
    },
  };
}
