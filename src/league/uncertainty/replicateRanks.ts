import { levels } from './levels.ts';
import { poissonDraws } from './poisson.ts';
import type { Sample } from './Sample.ts';
import { bitCount, victimBits } from './victimBits.ts';

/**
 * Draws replicates of a league: every allegation counts a Poisson number of times, and everybody is ranked anew by harm,
 * distinct victims, offences and id. Who draws nothing has no harm, and comes last.
 * @returns a function that draws the next replicate and gives everybody's rank in it, good until the next call
 */
export function replicateRanks(sample: Sample, seed: number): () => Uint32Array {
  const { personIds, harm } = sample;
  const people = personIds.length;
  const draw = poissonDraws(seed);
  const counts = new Uint8Array(harm.length);
  const victims = victimBits(sample);
  const { find, inOrder, clear } = levels(people);
  const owner = ownersOf(sample);
  const harmOf = new Float64Array(people);
  const bitsOf = new Int32Array(people);
  const beyondOf = new Uint32Array(people);
  const offencesOf = new Uint32Array(people);
  const levelOf = new Uint32Array(people);
  /** By level: how many stand on it; then, how many above. */
  const standing = new Uint32Array(people);
  const ranks = new Uint32Array(people);
  return () => {
    draw(counts);
    clear();
    standing.fill(0);
    for (const column of [harmOf, bitsOf, offencesOf]) column.fill(0);
    for (let a = 0; a < counts.length; a++) {
      const count = counts[a] as number;
      const person = owner[a] as number;
      harmOf[person] = (harmOf[person] as number) + count * (harm[a] as number);
      offencesOf[person] = (offencesOf[person] as number) + count;
      // All bits where it was drawn at all; a branch that nobody can foretell costs more.
      const drawn = -count >> 31;
      bitsOf[person] = (bitsOf[person] as number) | (drawn & (victims.bits[a] as number));
    }
    for (const person of victims.beyond) beyondOf[person] = victims.distinct(person, counts);
    for (let person = 0; person < people; person++) {
      const distinct = bitCount(bitsOf[person] as number) + (beyondOf[person] as number);
      const level = find(harmOf[person] as number, distinct, offencesOf[person] as number);
      levelOf[person] = level;
      // Within a level, people come by id, as in the sample.
      const place = (standing[level] as number) + 1;
      standing[level] = place;
      ranks[person] = place;
    }
    let above = 0;
    for (const level of inOrder()) {
      const here = standing[level] as number;
      standing[level] = above;
      above += here;
    }
    for (let person = 0; person < people; person++)
      ranks[person] = (ranks[person] as number) + (standing[levelOf[person] as number] as number);
    return ranks;
  };
}

/** By allegation: the place of its person. */
function ownersOf({ personIds, starts, harm }: Sample): Uint32Array {
  const owner = new Uint32Array(harm.length);
  for (let person = 0; person < personIds.length; person++)
    owner.fill(person, starts[person], starts[person + 1]);
  return owner;
}
