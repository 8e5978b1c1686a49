export {
  computeLeague,
  type League,
  type LeagueRequest,
  leagueTotals,
  MICROS_PER_DAY,
} from './computeLeague.ts';
export type { Contribution } from './contributions.ts';
export { ensureProgrammes } from './programmes.ts';
