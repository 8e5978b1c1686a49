import type { Census, Counted } from './census.ts';
import type { InStrata } from './things.ts';

/** A stratum with how many different things of it each of two persons is linked to: what chance deals from. */
export interface Drawn {
  readonly counted: Counted;
  readonly first: number;
  readonly second: number;
}

const NOTHING: Counted = { things: 0, links: 0, pairsUpTo: [0], draws: () => 0 };

/** By how many pairs of draws the two come to a thing of the stratum together: K1 K2 at least, and little more in a large one. */
export const drawsOfTwo = ({ counted, first, second }: Drawn): number =>
  counted.draws(first) * counted.draws(second);

export const drawnFrom = (census: Census, stratum: number, mine: InStrata, theirs: InStrata): Drawn => ({
  counted: census.strata.get(stratum) ?? NOTHING,
  first: mine.get(stratum) ?? 0,
  second: theirs.get(stratum) ?? 0,
});
