import type { Sight } from '../adjacency/Sight.ts';
import { type Measured, measure } from './measure.ts';
import { factsOf } from './sightFacts.ts';

/** More people are too many to measure for a question. */
export const MOST_MEASURED = 50_000;
const SHARE = 0.1;
const SEED = 1;
const memory = new WeakMap<Sight, Promise<Measured | undefined>>();

/** How well predictions do on all that a caller sees, measured at the first question; undefined where it is too much. */
export function measuredIn(sight: Sight): Promise<Measured | undefined> {
  const known = memory.get(sight);
  if (known !== undefined) return known;
  const measured = measureSight(sight);
  memory.set(sight, measured);
  return measured;
}

async function measureSight(sight: Sight): Promise<Measured | undefined> {
  const facts = await factsOf(sight, MOST_MEASURED);
  return facts && measure(facts, { share: SHARE, seed: SEED, mostSplits: 10 });
}
