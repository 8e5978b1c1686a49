import { perSight } from '../adjacency/perSight.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { type Measured, measure } from './measure.ts';
import { factsOf } from './sightFacts.ts';
import { walksIn } from './walks.ts';

/** More people, or more walks from one over somebody in common to another, are too many to measure for a question. */
const MOST_MEASURED = 50_000;
const MOST_WALKS = 1_000_000;
/** Why it was not measured. */
export const TOO_MUCH = `It was not measured: more than ${MOST_MEASURED} people, or ${MOST_WALKS} pairs with somebody in common, are too many for a question. "linchpin links predict" measures a bundle.`;
const SHARE = 0.1;
const SEED = 1;

/** How well predictions do on all that a caller sees, measured at the first question; undefined where it is too much. */
export const measuredIn = perSight(measureSight);

async function measureSight(sight: Sight): Promise<Measured | undefined> {
  const facts = await factsOf(sight, MOST_MEASURED);
  if (facts === undefined || (await walksIn(facts, MOST_WALKS)) > MOST_WALKS) return undefined;
  return measure(facts, { share: SHARE, seed: SEED, mostSplits: 10 });
}
