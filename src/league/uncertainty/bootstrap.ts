import { setImmediate as nextTurn } from 'node:timers/promises';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { rankOrder } from './rankOrder.ts';
import type { Sample } from './Sample.ts';

/** Number of replicates. */
export const REPLICATES = 1_000;
/** Replicates between two looks at what else there is to do: some 20 milliseconds with 35,000 people. */
const SLICE = 10;
/** P(a Poisson number of mean 1 is at most k), as bounds of an unsigned 32-bit number. */
const BOUNDS = poissonBounds();

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
  const draw = drawReplicate(sample, seed);
  const order = rankOrder(people);
  const times = new Float64Array(people);
  const ranks = new Uint32Array(people);
  const kept = targets.map(() => new Uint32Array(replicates));
  for (let replicate = 0; replicate < replicates; replicate++) {
    const { drawn, columns } = draw();
    const ordered = order(drawn, columns);
    ranks.fill(0);
    for (let place = 0; place < ordered.length; place++) ranks[ordered[place] as number] = place + 1;
    // Who drew nothing comes last, by id.
    let rank = ordered.length;
    for (let person = 0; person < people; person++) {
      if (ranks[person] === 0) ranks[person] = ++rank;
      if ((ranks[person] as number) <= size) times[person] = (times[person] as number) + 1;
    }
    for (const [index, target] of targets.entries()) {
      const own = kept[index];
      if (own !== undefined) own[replicate] = ranks[target] as number;
    }
    if (replicate % SLICE === SLICE - 1) await nextTurn();
  }
  return {
    listed: times.map((count) => count / replicates),
    intervals: kept.map((own) => {
      own.sort();
      return { rankLow: percentile(own, 0.05), rankHigh: percentile(own, 0.95) };
    }),
  };
}

/** Nearest rank, so that an end of the interval is a rank that occurred. */
const percentile = (sorted: Uint32Array, share: number) =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;

/** Harm is sorted in two halves, since it may need more than 32 bits. */
const HALF = 2 ** 22;

/** Draws one replicate at each call: who drew any allegation, and the columns by which a league orders them. */
function drawReplicate(sample: Sample, seed: number) {
  const { personIds, starts, harm, victimStarts, victims, distinctVictims } = sample;
  const generator = xoroshiro128plus(seed);
  const people = personIds.length;
  const drawnOf = new Uint32Array(people);
  const column = () => new Uint32Array(people);
  const [offencesOf, victimsOf, lowHarm, highHarm] = [column(), column(), column(), column()];
  /** In whose turn a victim was counted last. */
  const seen = new Float64Array(distinctVictims).fill(-1);
  let turn = 0;
  return () => {
    let [size, mostOffences, mostVictims, mostHarm] = [0, 0, 0, 0];
    for (let person = 0; person < people; person++, turn++) {
      let offences = 0;
      let distinct = 0;
      let sum = 0;
      const end = starts[person + 1] as number;
      for (let a = starts[person] as number; a < end; a++) {
        const number = generator.next() >>> 0;
        let count = 0;
        while (number >= (BOUNDS[count] as number)) count++;
        if (count === 0) continue;
        offences += count;
        sum += count * (harm[a] as number);
        const last = victimStarts[a + 1] as number;
        for (let v = victimStarts[a] as number; v < last; v++) {
          const victim = victims[v] as number;
          if (seen[victim] === turn) continue;
          seen[victim] = turn;
          distinct++;
        }
      }
      if (offences === 0) continue;
      drawnOf[size++] = person;
      offencesOf[person] = offences;
      victimsOf[person] = distinct;
      const high = Math.floor(sum / HALF);
      highHarm[person] = high;
      lowHarm[person] = sum - high * HALF;
      if (offences > mostOffences) mostOffences = offences;
      if (distinct > mostVictims) mostVictims = distinct;
      if (sum > mostHarm) mostHarm = sum;
    }
    return {
      drawn: drawnOf.subarray(0, size),
      columns: [
        { values: offencesOf, most: mostOffences },
        { values: victimsOf, most: mostVictims },
        { values: lowHarm, most: Math.min(mostHarm, HALF - 1) },
        { values: highHarm, most: Math.floor(mostHarm / HALF) },
      ],
    };
  };
}

function poissonBounds(): Float64Array {
  const bounds: number[] = [];
  for (let k = 0, p = Math.exp(-1), sum = 0; k < 14; k++, p /= k) {
    sum += p;
    bounds.push(Math.round(sum * 2 ** 32));
  }
  return Float64Array.from([...bounds, Number.POSITIVE_INFINITY]);
}
