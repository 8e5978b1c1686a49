import { type Random, randomOf } from '../networks/random.ts';
import { eachPair } from './Neighbours.ts';
import type { TieFacts } from './TieFacts.ts';

/** What is left when something was hidden, and the ties that are gone with it. */
export interface Hidden {
  /** Whole offences; single ties where no offence has several suspects. */
  readonly what: 'OFFENCES' | 'TIES';
  /** How many were hidden, of how many. */
  readonly hidden: number;
  readonly of: number;
  readonly left: TieFacts;
  /** Pairs `a * people + b`, a < b, that nothing ties any more. */
  readonly pairs: ReadonlySet<number>;
}

/** Numbers that are thrown away: generators of neighbouring seeds begin alike. */
const WARM_UP = 64;

/** What decides which is hidden. */
export function splitterOf(seed: number): Random {
  const random = randomOf(seed);
  for (let thrown = 0; thrown < WARM_UP; thrown += 1) random.share();
  return random;
}

/**
 * Hides a share of what ties people: whole offences, since one offence ties all its suspects and hiding a single tie of
 * it would leave the others to give it away. @param share of 1
 */
export function hide(facts: TieFacts, share: number, random: Random): Hidden {
  const several = facts.offences.flatMap((suspects, place) => (suspects.length > 1 ? [place] : []));
  return several.length > 0 ? hideOffences(facts, several, share, random) : hideTies(facts, share, random);
}

export const keyOf = (people: number, a: number, b: number): number =>
  a < b ? a * people + b : b * people + a;

function hideOffences(facts: TieFacts, several: readonly number[], share: number, random: Random): Hidden {
  const chosen = chosenOf(several, share, random);
  const left = { ...facts, offences: facts.offences.filter((_, place) => !chosen.has(place)) };
  const gone = facts.offences.filter((_, place) => chosen.has(place));
  const pairs = new Set<number>();
  for (const suspects of gone) eachPair(suspects, (a, b) => pairs.add(keyOf(facts.people, a, b)));
  for (const pair of tiedPairs(left)) pairs.delete(pair);
  return { what: 'OFFENCES', hidden: chosen.size, of: several.length, left, pairs };
}

function hideTies(facts: TieFacts, share: number, random: Random): Hidden {
  const tied = [...tiedPairs(facts)].sort((a, b) => a - b);
  const pairs = chosenOf(tied, share, random);
  const others = facts.others.flatMap(({ people, weight }) => {
    const kept: { people: readonly number[]; weight: number }[] = [];
    eachPair(people, (a, b) => {
      if (!pairs.has(keyOf(facts.people, a, b))) kept.push({ people: [a, b], weight });
    });
    return kept;
  });
  return { what: 'TIES', hidden: pairs.size, of: tied.length, left: { ...facts, others }, pairs };
}

/** Every pair that something ties. */
export function tiedPairs({ people, offences, others }: TieFacts): ReadonlySet<number> {
  const pairs = new Set<number>();
  for (const group of [...offences, ...others.map((other) => other.people)])
    eachPair(group, (a, b) => pairs.add(keyOf(people, a, b)));
  return pairs;
}

function chosenOf(all: readonly number[], share: number, random: Random): ReadonlySet<number> {
  const number = Math.min(all.length, Math.max(1, Math.round(share * all.length)));
  const rest = [...all];
  for (let place = 0; place < number; place += 1) {
    const other = place + random.below(rest.length - place);
    [rest[place], rest[other]] = [rest[other] ?? 0, rest[place] ?? 0];
  }
  return new Set(rest.slice(0, number));
}
