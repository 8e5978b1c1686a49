export { watchTables } from './live/watchTables.ts';
export { ensureProgrammes } from './programmes/programmes.ts';
export {
  computeLeague,
  type League,
  type LeagueRequest,
  leagueTotals,
  MICROS_PER_DAY,
} from './table/computeLeague.ts';
export type { Contribution } from './table/contributions.ts';
