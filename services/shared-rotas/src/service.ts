import type { RowsFile } from '@weft/eventing';
import { router, type Service, type ServiceDeps } from '@weft/service-kit';
import { demandProcedures } from './demand-template/api.ts';
import { demandTemplateKinds } from './demand-template/events.ts';
import { demandView } from './demand-template/view.ts';
import { diaryKinds } from './diary/events.ts';
import { dutiesApi } from './duty/api.ts';
import { editingOf } from './duty/editing.ts';
import { dutyKinds } from './duty/events.ts';
import { editProcedures } from './edits/api.ts';
import { editKinds } from './edits/events.ts';
import { editRunner } from './edits/runner.ts';
import { networkFacts, networkReader } from './facts/network-facts.ts';
import { workforceFacts } from './facts/workforce-facts.ts';
import { fillingOf } from './filling/filling.ts';
import { findingsJudge } from './findings/judge.ts';
import { overrideRecording } from './overrides/record.ts';
import { patternProcedures } from './pattern/api.ts';
import { patternKinds } from './pattern/events.ts';
import { patternsView } from './pattern/view.ts';
import { planningOf } from './planning.ts';
import { publicHolidayOn } from './public-holidays.ts';
import { publish } from './publish.ts';
import { readSide } from './read-side.ts';
import { repairProcedures } from './repair/api.ts';
import type { RosterWork } from './roster-job/roster-work.ts';
import { rostersHere } from './roster-job/rosters-here.ts';
import { rotaProcedures } from './rota/api.ts';
import { rotaKinds } from './rota/events.ts';
import { mustEdit } from './rota/must-edit.ts';
import { publishingProcedures } from './rota/publishing.ts';
import { rotaDuties } from './rota-duties/view.ts';
import { sickCallProcedures } from './sick-call/api.ts';
import { streamsOf } from './streams.ts';
import { swapProcedures } from './swap/api.ts';
import { whenDutyCleared } from './when-duty-cleared/reaction.ts';
import { whenEditBegan } from './when-edit-began/reaction.ts';
import { whenLeaveApproved } from './when-leave-approved/reaction.ts';
import { whenPeopleMerged } from './when-people-merged/reaction.ts';
import { whenSwapApproved } from './when-swap-approved/reaction.ts';
import { whenTimeBooked } from './when-time-booked/reaction.ts';

const categories = [
  { category: 'rota', kinds: rotaKinds },
  { category: 'duty', kinds: dutyKinds },
  { category: 'diary', kinds: diaryKinds },
  { category: 'demandTemplate', kinds: demandTemplateKinds },
  { category: 'pattern', kinds: patternKinds },
  { category: 'edits', kinds: editKinds },
];

/** `rosterWork`: where rosters are searched, beside the rows of the views. */
export type SharedRotasSettings = { readonly rosterWork: (rows: RowsFile) => RosterWork };

/** One set of streams, so that every way in shares their queues and folded state. */
function partsOf(deps: ServiceDeps, settings: SharedRotasSettings) {
  const { rows } = deps;
  const streams = streamsOf(deps.log);
  const filling = fillingOf({ streams, rows });
  const planning = planningOf(rows);
  const editing = editingOf({ ...deps, streams });
  const edits = editRunner({ streams, rows, log: deps.log, network: networkReader(rows) });
  const holidayOn = publicHolidayOn;
  const write = { ...deps, streams, filling, planning, editing, edits, holidayOn, judge: findingsJudge() };
  return {
    ...write,
    read: readSide(
      { ...deps, rosterWork: settings.rosterWork(rows) },
      { streams, filling, planning, mustEdit, holidayOn },
    ),
  };
}

function routerOf({ read, ...write }: ReturnType<typeof partsOf>) {
  return router({
    rotas: router({
      ...read.rotas,
      ...editProcedures(write),
      ...rotaProcedures(write),
      ...publishingProcedures(write),
    }),
    demand: router(demandProcedures(write)),
    patterns: router(patternProcedures(write)),
    duties: router({ ...read.duties, ...dutiesApi(write), ...sickCallProcedures(write) }),
    overrides: router({ ...read.overrides, ...overrideRecording(write) }),
    gaps: router(read.gaps),
    repair: router(repairProcedures(write)),
    findings: router(read.findings),
    jobs: router(read.jobs),
    myRota: router(read.myRota),
    swaps: router({ ...read.swaps, ...swapProcedures(write) }),
    feed: router(read.feed),
    imports: router(read.imports),
    exports: router(read.exports),
  });
}

/** What callers may ask of the service shared-rotas. */
export type SharedRotasApi = ReturnType<typeof routerOf>;

/** Demand, duties, diaries and publication: one rota across employers. */
export function sharedRotasService(
  deps: ServiceDeps,
  settings: SharedRotasSettings = { rosterWork: rostersHere },
): Service<SharedRotasApi> {
  const parts = partsOf(deps, settings);
  const { read, streams, rows, live, filling, edits } = parts;
  return {
    name: 'shared-rotas',
    router: routerOf(parts),
    categories: [...categories, ...read.categories],
    views: [rotaDuties, demandView, patternsView, ...read.views],
    contractViews: [networkFacts, workforceFacts],
    reactions: [
      whenTimeBooked({ streams, rows, live }),
      whenDutyCleared({ streams, rows, live }),
      whenSwapApproved({ streams, rows, live, filling }),
      whenEditBegan({ streams, edits, live }),
    ],
    contractReactions: [whenLeaveApproved({ streams, rows }), whenPeopleMerged(streams)],
    publish,
    routes: read.routes,
    start: read.start,
    work: read.work,
    workTrouble: read.workTrouble,
  };
}
