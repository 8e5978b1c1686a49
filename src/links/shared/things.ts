import { CLEARED, KIND_BITS } from '../adjacency/Adjacency.ts';
import { PERSON } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import type { Walked } from '../adjacency/Walked.ts';
import { HUB } from '../paths/PathQuestion.ts';
import { CUSTODY, CUSTODY_FOR, LINKS_OF, OFFENCE, SHARED_KINDS, sharedKindOf, TIE } from './kinds.ts';
import { kindOfStratum, stratumOf } from './strata.ts';

const EVERY_SHARED_KIND = 2 ** SHARED_KINDS.length - 1;

/**
 * Every thing of a shared kind that a person is linked to, once for each way that leads there. Things and custody
 * episodes with more than 1,000 links of one kind are put into `hubs` and left out, for whatever is counted of them. Nobody
 * shares an offence of which they were eliminated or acquitted, nor that they were held for it.
 * @param visit is given the place of the kind, the thing's state (of a tie the other person's) and the steps
 * @param kinds places of the kinds that are asked for, in a mask of bits
 */
export function eachThing(
  sight: Sight,
  person: number,
  hubs: Set<number> | undefined,
  visit: (kind: number, thing: number, steps: readonly Walked[]) => void,
  kinds = EVERY_SHARED_KIND,
): void {
  const { start, kind } = sight.adjacency;
  const node = sight.nodeOf(person);
  const isHub = (state: number) => {
    if (sight.degree(state) <= HUB) return false;
    hubs?.add(state);
    return true;
  };
  let cleared: ReadonlySet<number> | undefined;
  for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) {
    const shared = sharedKindOf[(kind[half] ?? 0) & KIND_BITS] ?? -1;
    if (shared < 0 || ((kinds >>> shared) & 1) === 0 || (kind[half] ?? 0) & CLEARED) continue;
    const to = sight.follow(person, half);
    if (to < 0 || to === person) continue;
    const step = { from: person, half, to };
    // A person with many links is no hub of the tie to them: nobody is reached through them.
    if (shared === TIE) visit(shared, to, [step]);
    else if (isHub(to)) continue;
    else if (shared !== CUSTODY) visit(shared, to, [step]);
    else {
      cleared ??= clearedAt(sight, person);
      for (const next of stepsBy(sight, to, CUSTODY_FOR))
        if (!cleared.has(next.to) && !isHub(next.to)) visit(shared, next.to, [step, next]);
    }
  }
}

/** Of an offence the suspects, and of a person the offences, of which nothing stands any more: they were eliminated or acquitted. */
function clearedAt(sight: Sight, state: number): ReadonlySet<number> {
  const { start, kind } = sight.adjacency;
  const node = sight.nodeOf(state);
  const cleared = new Set<number>();
  for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1)
    if ((kind[half] ?? 0) & CLEARED) cleared.add(sight.follow(state, half));
  if (cleared.size > 0)
    for (const { to } of stepsBy(sight, state, LINKS_OF[OFFENCE] ?? 0)) cleared.delete(to);
  return cleared;
}

/** The steps from a state by links of some kinds, without those of suspects who were eliminated or acquitted. */
export function stepsBy(sight: Sight, state: number, kinds: number): readonly Walked[] {
  const { start, kind } = sight.adjacency;
  const node = sight.nodeOf(state);
  const steps: Walked[] = [];
  for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) {
    const bits = kind[half] ?? 0;
    if (((kinds >>> (bits & KIND_BITS)) & 1) === 0 || bits & CLEARED) continue;
    const to = sight.follow(state, half);
    if (to >= 0) steps.push({ from: state, half, to });
  }
  return steps;
}

/** The persons that a thing of a kind is linked to, by the way that `eachThing` goes; of a hub nobody is asked for. */
export function usersOf(sight: Sight, kind: number, thing: number): ReadonlySet<number> {
  const { nodeKind } = sight.adjacency;
  const users = new Set<number>();
  const add = (state: number) => {
    for (const { to } of stepsBy(sight, state, LINKS_OF[kind] ?? 0))
      if (nodeKind[sight.nodeOf(to)] === PERSON) users.add(to);
  };
  if (kind !== CUSTODY) add(thing);
  else {
    for (const { to } of stepsBy(sight, thing, CUSTODY_FOR)) if (sight.degree(to) <= HUB) add(to);
    for (const person of clearedAt(sight, thing)) users.delete(person);
  }
  return users;
}

/** How many persons a thing is linked to, each thing counted once. */
export function rememberedUsers(sight: Sight) {
  const known = new Map<string, number>();
  return (kind: number, thing: number): number => {
    const key = `${kind} ${thing}`;
    const users = known.get(key) ?? usersOf(sight, kind, thing).size;
    known.set(key, users);
    return users;
  };
}

/** What a person is linked to: by place of the kind the things, each with the ways that lead there. */
export interface Holdings {
  readonly things: readonly ReadonlyMap<number, readonly (readonly Walked[])[]>[];
  readonly hubs: ReadonlySet<number>;
  readonly inStratum: InStrata;
}

/** By stratum, how many different things of it a person is linked to. */
export type InStrata = ReadonlyMap<number, number>;

export function holdingsOf(sight: Sight, person: number): Holdings {
  const things = SHARED_KINDS.map(() => new Map<number, (readonly Walked[])[]>());
  const hubs = new Set<number>();
  const inStratum = new Map<number, number>();
  eachThing(sight, person, hubs, (kind, thing, steps) => {
    const ways = things[kind]?.get(thing);
    if (ways !== undefined) {
      ways.push(steps);
      return;
    }
    things[kind]?.set(thing, [steps]);
    addOne(inStratum, stratumOf(sight, kind, thing));
  });
  return { things, hubs, inStratum };
}

/** How many different things of each stratum of some kinds a person is linked to. */
export function countThings(sight: Sight, person: number, kinds = EVERY_SHARED_KIND): InStrata {
  const counts = new Map<number, number>();
  const met = new Set<number>();
  eachThing(
    sight,
    person,
    undefined,
    (kind, thing) => {
      const key = thing * SHARED_KINDS.length + kind;
      if (met.has(key)) return;
      met.add(key);
      addOne(counts, stratumOf(sight, kind, thing));
    },
    kinds,
  );
  return counts;
}

/** By place of the kind, how many different things of it. */
export function ofKinds(counts: InStrata): readonly number[] {
  const numbers = SHARED_KINDS.map(() => 0);
  for (const [stratum, count] of counts) {
    const kind = kindOfStratum(stratum);
    numbers[kind] = (numbers[kind] ?? 0) + count;
  }
  return numbers;
}

const addOne = (counts: Map<number, number>, stratum: number) =>
  counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
