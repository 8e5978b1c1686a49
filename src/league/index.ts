export { watchTables } from './live/watchTables.ts';
export {
  createProgramme,
  retireProgramme,
  updateProgramme,
} from './programmes/changeProgrammes.ts';
export type { ProgrammeInput } from './programmes/checkDefinition.ts';
export { dryRun } from './programmes/dryRun.ts';
export { ensureProgrammes, type Programme, visibleProgrammes } from './programmes/programmes.ts';
export {
  computeLeague,
  type League,
  type LeagueRequest,
  leagueTotals,
  MICROS_PER_DAY,
} from './table/computeLeague.ts';
export type { Contribution } from './table/contributions.ts';
