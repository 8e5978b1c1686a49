export { type ErasedRecord, eraseFromLeague } from './erasure/eraseFromLeague.ts';
export { exportLeague } from './export/exportLeague.ts';
export { EXPORT_FORMATS, type Export, exportRun } from './export/exportRun.ts';
export type { NamesOf } from './export/listedNow.ts';
export { watchTables } from './live/watchTables.ts';
export {
  createProgramme,
  retireProgramme,
  updateProgramme,
} from './programmes/changeProgrammes.ts';
export type { ProgrammeInput } from './programmes/checkDefinition.ts';
export { dryRun } from './programmes/dryRun.ts';
export { ensureProgrammes, type Programme, visibleProgrammes } from './programmes/programmes.ts';
export { type BackfilledMonth, backfillRuns } from './runs/backfillRuns.ts';
export { canonicalRun } from './runs/canonicalRun.ts';
export { findRun, findRunSummary, previousFrozenRun, runEntries } from './runs/findRun.ts';
export { freezeRun } from './runs/freezeRun.ts';
export { leagueSchedule } from './runs/leagueSchedule.ts';
export { makeRun, type RunRequest } from './runs/makeRun.ts';
export type { RunEntry, RunRecord } from './runs/RunRecord.ts';
export { runTotals } from './runs/runTotals.ts';
export type { RunSummary, StoredRun } from './runs/StoredRun.ts';
export { allTimeContributions } from './table/allTimeContributions.ts';
export {
  computeLeague,
  type League,
  type LeagueRequest,
  leagueTotals,
  MICROS_PER_DAY,
} from './table/computeLeague.ts';
export type { Contribution } from './table/contributions.ts';
