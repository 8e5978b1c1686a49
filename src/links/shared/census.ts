import { linksOf } from '../adjacency/Adjacency.ts';
import { PERSON } from '../adjacency/kinds.ts';
import { perSight } from '../adjacency/perSight.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { beginTurn } from '../Turn.ts';
import { CUSTODY, SHARED_KINDS, TIE } from './kinds.ts';
import { eachThing } from './things.ts';

/** What there is of one kind as far as it is seen, hubs left out. */
export interface Counted {
  /** Different things that some person is linked to; of ties, the ties. */
  readonly things: number;
  /** Pairs of a person and a thing that they are linked to. */
  readonly links: number;
  /** By number of users d the sum of d (d - 1) over the things with at most so many; of ties nothing. */
  readonly pairsUpTo: readonly number[];
}

/** By place of the shared kind what a caller sees of it, counted at the first question. */
export const censusOf = perSight(count);

async function count(sight: Sight): Promise<readonly Counted[]> {
  const { size, nodeKind } = sight.adjacency;
  const links = SHARED_KINDS.map(() => 0);
  /** By kind, how many things have so many users. */
  const tallies = SHARED_KINDS.map((): number[] => [0]);
  /** By thing its users up to now; an offence is of two kinds. */
  const users = new Uint32Array(size);
  const held = new Uint32Array(size);
  const own = new Set<number>();
  // Several questions wait for it: none of them ends it.
  const turn = beginTurn();
  // Nodes are in the order of their kinds, of which PERSON is the first.
  for (let person = 0; person < size && nodeKind[person] === PERSON; person += 1) {
    if (turn.isOver(linksOf(sight.adjacency, person) + 1)) await turn.end();
    if (!sight.sees(person)) continue;
    own.clear();
    eachThing(sight, person, undefined, (kind, thing) => {
      const key = thing * SHARED_KINDS.length + kind;
      if (own.has(key)) return;
      own.add(key);
      links[kind] = (links[kind] ?? 0) + 1;
      const tally = tallies[kind];
      if (kind === TIE || tally === undefined) return;
      const counted = kind === CUSTODY ? held : users;
      const before = counted[thing] ?? 0;
      counted[thing] = before + 1;
      if (before > 0) tally[before] = (tally[before] ?? 0) - 1;
      tally[before + 1] = (tally[before + 1] ?? 0) + 1;
    });
  }
  return tallies.map((tally, kind) => ({
    // A tie is a thing with two users, met at each of them.
    things: kind === TIE ? (links[TIE] ?? 0) / 2 : tally.reduce((sum, number) => sum + number, 0),
    links: links[kind] ?? 0,
    pairsUpTo: pairsUpTo(tally),
  }));
}

function pairsUpTo(tally: readonly number[]): readonly number[] {
  let sum = 0;
  return tally.map((things, users) => {
    sum += things * users * (users - 1);
    return sum;
  });
}
