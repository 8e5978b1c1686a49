import type { Neighbours } from './Neighbours.ts';

/** How strongly somebody is expected to be tied to a person to whom no tie is known. */
export interface Likely {
  /** What orders the predictions. */
  score: number;
  /** Plain resource allocation, over people alone; to compare with. */
  allocation: number;
  /** Common neighbours among people; to compare with. */
  common: number;
}

/** People with more ties than this are not walked through: each would add less than a thousandth. */
export const MOST_TIES = 1_000;
/** How much the weights of ties count beside their number. */
const WEIGHTED = 0.1;

/** What a common neighbour or thing adds to a score. */
export const shareOfPerson = (
  ties: ReadonlyMap<number, number>,
  strength: number,
  [one, other]: readonly [number, number],
): number => 1 / ties.size + (WEIGHTED * ((ties.get(one) ?? 0) + (ties.get(other) ?? 0))) / strength;
export const shareOfThing = (users: number): number => (1 + 2 * WEIGHTED) / users;

export const strengthOf = (ties: ReadonlyMap<number, number>): number => {
  let sum = 0;
  for (const weight of ties.values()) sum += weight;
  return sum;
};

/**
 * Everybody to whom a person is expected to be tied and is not, as far as is known: resource allocation over common
 * neighbours (Zhou, Lu and Zhang, Eur. Phys. J. B 71, 2009), people and things alike: each passes what it has on to its
 * neighbours in equal parts. A tenth of the weighted form is added (Lu and Zhou, EPL 89, 2010), in which parts go by
 * the weights of the ties.
 */
export function likelyFor(graph: Neighbours, person: number): ReadonlyMap<number, Likely> {
  const own = graph.tiesOf(person);
  const found = new Map<number, Likely>();
  const of = (other: number): Likely | undefined => {
    if (other === person || own.has(other)) return undefined;
    const known = found.get(other) ?? { score: 0, allocation: 0, common: 0 };
    found.set(other, known);
    return known;
  };
  for (const between of own.keys()) {
    const ties = graph.tiesOf(between);
    if (ties.size > MOST_TIES) continue;
    const strength = strengthOf(ties);
    for (const other of ties.keys()) {
      const likely = of(other);
      if (likely === undefined) continue;
      likely.score += shareOfPerson(ties, strength, [person, other]);
      likely.allocation += 1 / ties.size;
      likely.common += 1;
    }
  }
  for (const thing of graph.thingsOf(person)) {
    const share = shareOfThing(graph.usersCount(thing));
    for (const other of graph.usersOf(thing)) {
      const likely = of(other);
      if (likely !== undefined) likely.score += share;
    }
  }
  return found;
}
