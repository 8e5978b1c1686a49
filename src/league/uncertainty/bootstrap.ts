import { setImmediate as nextTurn } from 'node:timers/promises';
import { replicateRanks } from './replicateRanks.ts';
import type { Sample } from './Sample.ts';

/** Number of replicates. */
export const REPLICATES = 1_000;
/** Replicates between two looks at what else there is to do: some 10 milliseconds with 35,000 people. */
const SLICE = 10;

export interface BootstrapQuestion {
  /** How many are listed. */
  readonly size: number;
  /** Places in the sample of those whose interval is asked for. */
  readonly targets: readonly number[];
  readonly seed: number;
  readonly replicates?: number;
}

/** What the replicates say. */
export interface BootstrapAnswer {
  /** For every person of the sample: the share of replicates in which they are among the first `size`. */
  readonly listed: Float64Array;
  /** For each target: 5th and 95th percentile of the rank over the replicates. */
  readonly intervals: readonly { readonly rankLow: number; readonly rankHigh: number }[];
}

/**
 * Poisson bootstrap over allegations: in each replicate every allegation counts k times, k Poisson with mean 1, and
 * everybody is ranked anew in the order of the league: harm, distinct victims, offences, id. Who draws none has no harm.
 * Yields to other work between slices. Sources: Goldstein & Spiegelhalter 1996 (intervals of ranks); Chamandy et al.
 * 2012 (Poisson bootstrap).
 */
export async function bootstrapRanks(
  sample: Sample,
  { size, targets, seed, replicates = REPLICATES }: BootstrapQuestion,
): Promise<BootstrapAnswer> {
  const people = sample.personIds.length;
  const next = replicateRanks(sample, seed);
  const times = new Float64Array(people);
  const asked = Uint32Array.from(targets);
  /** Row by row the targets' ranks in a replicate. */
  const kept = new Uint32Array(replicates * asked.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    const ranks = next();
    for (let person = 0; person < people; person++)
      if ((ranks[person] as number) <= size) times[person] = (times[person] as number) + 1;
    const row = replicate * asked.length;
    for (let index = 0; index < asked.length; index++)
      kept[row + index] = ranks[asked[index] as number] as number;
    if (replicate % SLICE === SLICE - 1) await nextTurn();
  }
  return {
    listed: times.map((count) => count / replicates),
    intervals: targets.map((_, index) => {
      const own = new Uint32Array(replicates);
      for (let at = 0; at < replicates; at++) own[at] = kept[at * asked.length + index] as number;
      own.sort();
      return { rankLow: percentile(own, 0.05), rankHigh: percentile(own, 0.95) };
    }),
  };
}

/** Nearest rank, so that an end of the interval is a rank that occurred. */
const percentile = (sorted: Uint32Array, share: number) =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
