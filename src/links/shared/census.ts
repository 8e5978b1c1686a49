import { setImmediate as pause } from 'node:timers/promises';
import { PERSON } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { SHARED_KINDS, TIE } from './kinds.ts';
import { eachThing } from './things.ts';

/** What there is of one kind as far as it is seen, hubs left out. */
export interface Counted {
  /** Different things that some person is linked to; of ties, the ties. */
  readonly things: number;
  /** Pairs of a person and a thing that they are linked to. */
  readonly links: number;
}

/** Persons between which others are let in. */
const TURN = 2_000;
const memory = new WeakMap<Sight, Promise<readonly Counted[]>>();

/** By place of the shared kind what a caller sees of it, counted at the first question. */
export function censusOf(sight: Sight): Promise<readonly Counted[]> {
  const known = memory.get(sight);
  if (known !== undefined) return known;
  const counted = count(sight);
  memory.set(sight, counted);
  return counted;
}

async function count(sight: Sight): Promise<readonly Counted[]> {
  const { size, nodeKind } = sight.adjacency;
  const links = SHARED_KINDS.map(() => 0);
  const things = SHARED_KINDS.map(() => 0);
  /** By thing the kinds as which it was met. */
  const met = new Uint8Array(size);
  const own = new Set<number>();
  // Nodes are in the order of their kinds, of which PERSON is the first.
  for (let person = 0; person < size && nodeKind[person] === PERSON; person += 1) {
    if (person % TURN === TURN - 1) await pause();
    if (!sight.sees(person)) continue;
    own.clear();
    eachThing(sight, person, undefined, (kind, thing) => {
      const key = thing * SHARED_KINDS.length + kind;
      if (own.has(key)) return;
      own.add(key);
      links[kind] = (links[kind] ?? 0) + 1;
      if (kind === TIE || ((met[thing] ?? 0) >>> kind) & 1) return;
      met[thing] = (met[thing] ?? 0) | (1 << kind);
      things[kind] = (things[kind] ?? 0) + 1;
    });
  }
  // A tie is a thing with two users, met at each of them.
  things[TIE] = (links[TIE] ?? 0) / 2;
  return SHARED_KINDS.map((_, kind) => ({ things: things[kind] ?? 0, links: links[kind] ?? 0 }));
}
