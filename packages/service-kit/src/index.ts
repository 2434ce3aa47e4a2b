export { Actor, Role, type Tokens, tokensOf } from './actor.ts';
export { configFrom } from './config.ts';
export { type DataFolder, openDataFolder } from './data-folder.ts';
export { serve, type Web } from './http.ts';
export { keepText, ofKeptTexts } from './kept-text.ts';
export { shedOverload } from './overload.ts';
export { accepted, Refused } from './refused.ts';
export { runAlone } from './run-alone.ts';
export { type Live, type Service, type ServiceDeps, type Started, startService } from './service.ts';
export { tokenKey, whereToListen } from './settings.ts';
export { stopOnSignals } from './stop-on-signals.ts';
export {
  codeCell,
  dateCell,
  emptyOr,
  idCell,
  listCell,
  numberCell,
  oneOfCell,
  textCell,
  timeCell,
  yesNoCell,
} from './tables/cells.ts';
export { column, type Layout } from './tables/layout.ts';
export { nearest } from './tables/nearest.ts';
export type { Problem } from './tables/problem.ts';
export type { UploadedFile } from './tables/read-grid.ts';
export { readTable, type TableRow, type UnreadableFile } from './tables/read-table.ts';
export { writeCsv } from './tables/write-csv.ts';
export {
  asks,
  badInput,
  Command,
  type Context,
  commands,
  type Needs,
  notFound,
  notYours,
  router,
  within,
} from './trpc.ts';
export { serveGatheredStatus } from './watch/gather-status.ts';
export { measureHttp } from './watch/http.ts';
export { type Metrics, metricsOf, type Work } from './watch/metrics.ts';
export { serveStatus } from './watch/serve-status.ts';
export { startWatch, watchSettings } from './watch/start-watch.ts';
export { servePages, webServer } from './web-server.ts';
export { whenThere } from './when-there.ts';
