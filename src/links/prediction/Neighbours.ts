import type { TieFacts } from './TieFacts.ts';

/** A graph of people and things, as prediction walks it. */
export interface Neighbours {
  /** Whom a person is tied to, with the weight of the tie. */
  tiesOf(person: number): ReadonlyMap<number, number>;
  /** The things that a person uses and somebody else may use as well. */
  thingsOf(person: number): Iterable<number>;
  usersOf(thing: number): Iterable<number>;
  /** How many use a thing. */
  usersCount(thing: number): number;
}

/** The graph of what is known; every group ties each of its people to each other. */
export function neighboursOf({ people, offences, others, things }: TieFacts): Neighbours {
  const ties = Array.from({ length: people }, () => new Map<number, number>());
  const thingsByPerson = Array.from({ length: people }, (): number[] => []);
  const add = (a: number, b: number, weight: number) => {
    ties[a]?.set(b, (ties[a]?.get(b) ?? 0) + weight);
    ties[b]?.set(a, (ties[b]?.get(a) ?? 0) + weight);
  };
  for (const group of offences) eachPair(group, (a, b) => add(a, b, 1));
  for (const { people: group, weight } of others) eachPair(group, (a, b) => add(a, b, weight));
  for (const [thing, users] of things.entries()) for (const user of users) thingsByPerson[user]?.push(thing);
  return {
    tiesOf: (person) => ties[person] ?? new Map(),
    thingsOf: (person) => thingsByPerson[person] ?? [],
    usersOf: (thing) => things[thing] ?? [],
    usersCount: (thing) => things[thing]?.length ?? 0,
  };
}

/** @param group different people */
export function eachPair(group: readonly number[], visit: (a: number, b: number) => void): void {
  for (const [place, a] of group.entries()) for (const b of group.slice(place + 1)) visit(a, b);
}
