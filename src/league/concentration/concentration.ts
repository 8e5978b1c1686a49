import { setImmediate } from 'node:timers/promises';
import type { LeagueTable } from '../table/LeagueTable.ts';
import type { RankedSuspect } from '../table/Line.ts';
import { type Ascending, gini, middleNineTenths, resampledGinis } from './gini.ts';
import { type LorenzPoint, lorenzCurve, shareOfLargest } from './lorenz.ts';

/** How unevenly harm is spread over everybody ranked. Shares from 0 to 1. */
export interface Concentration {
  /** Ranked people of whose offences at least one has a weight. */
  readonly suspects: number;
  /** Ranked people of wholly unknown harm: beside, not as zero. */
  readonly suspectsOfUnknownHarm: number;
  readonly harmMicros: number;
  /** Undefined where no harm is known. */
  readonly gini: number | undefined;
  readonly giniFrom: number | undefined;
  readonly giniTo: number | undefined;
  readonly resamples: number;
  readonly lorenz: readonly LorenzPoint[];
  readonly worst: readonly {
    readonly share: number;
    readonly people: number;
    readonly harm: number | undefined;
  }[];
}

const SEED = 20_230_630;
const WORST = [0.01, 0.05, 0.1];
const MOST_RESAMPLES = 1_000;
const LEAST_RESAMPLES = 100;
/** More people in a sample need fewer samples for the same work, and their interval is narrower. */
const MOST_DRAWS = 20_000_000;
const DRAWS_BETWEEN_BREATHS = 200_000;

const memory = new WeakMap<readonly RankedSuspect[], Promise<Concentration>>();

/** Concentration of a table's harm; computed once for each table, and others are let to work in between. */
export function concentrationOf({ ranked }: Pick<LeagueTable, 'ranked'>): Promise<Concentration> {
  const known = memory.get(ranked);
  if (known !== undefined) return known;
  const found = concentrate(ranked);
  memory.set(ranked, found);
  return found;
}

async function concentrate(ranked: readonly RankedSuspect[]): Promise<Concentration> {
  const weighed = ranked.filter(({ unknownHarm, offences }) => unknownHarm < offences);
  const values = Float64Array.from(weighed, ({ harmMicros }) => harmMicros).sort();
  const samples = await resampled(values);
  const [giniFrom, giniTo] = middleNineTenths(samples) ?? [];
  return {
    suspects: values.length,
    suspectsOfUnknownHarm: ranked.length - values.length,
    harmMicros: values.reduce((sum, micros) => sum + micros, 0),
    gini: gini(values),
    giniFrom,
    giniTo,
    resamples: samples.length,
    lorenz: lorenzCurve(values),
    worst: WORST.map((share) => ({ share, ...shareOfLargest(values, share) })),
  };
}

async function resampled(values: Ascending): Promise<readonly number[]> {
  if (values.length === 0) return [];
  const affordable = Math.floor(MOST_DRAWS / values.length);
  const resamples = Math.min(MOST_RESAMPLES, Math.max(LEAST_RESAMPLES, affordable));
  const samples: number[] = [];
  let draws = 0;
  for (const sample of resampledGinis(values, resamples, SEED)) {
    samples.push(sample);
    draws += values.length;
    if (draws < DRAWS_BETWEEN_BREATHS) continue;
    draws = 0;
    await setImmediate();
  }
  return samples;
}
