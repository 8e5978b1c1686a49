import { linksOf } from '../adjacency/Adjacency.ts';
import { PERSON } from '../adjacency/kinds.ts';
import { perSight } from '../adjacency/perSight.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { beginTurn } from '../turns/Turn.ts';
import { drawsOf } from './draws.ts';
import { CUSTODY, SHARED_KINDS, TIE } from './kinds.ts';
import { stratumOf } from './strata.ts';
import { eachThing } from './things.ts';

/** What there is in one stratum as far as it is seen, hubs left out. */
export interface Counted {
  /** Different things that some person is linked to; of ties, the ties. */
  readonly things: number;
  /** Pairs of a person and a thing that they are linked to. */
  readonly links: number;
  /** By number of users d the sum of d (d - 1) over the things with at most so many; of ties nothing. */
  readonly pairsUpTo: readonly number[];
  /** How many draws so many different things come to, as `drawsOf` counts them. */
  readonly draws: (things: number) => number;
}

export interface Census {
  readonly strata: ReadonlyMap<number, Counted>;
  /** By place of the shared kind, what there is in all its strata. */
  readonly kinds: readonly Counted[];
}

/** What a caller sees of each kind and stratum, counted at the first question. */
export const censusOf = perSight(count);

async function count(sight: Sight): Promise<Census> {
  const { size, nodeKind } = sight.adjacency;
  let tied = 0;
  /** By thing its users; an offence is of two kinds. */
  const users = new Uint32Array(size);
  const held = new Uint32Array(size);
  const kindOf = new Uint8Array(size);
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
      if (kind === TIE) {
        tied += 1;
        return;
      }
      const counted = kind === CUSTODY ? held : users;
      counted[thing] = (counted[thing] ?? 0) + 1;
      if (kind !== CUSTODY) kindOf[thing] = kind;
    });
  }
  /** By stratum, and by kind, how many things have so many users. */
  const tallies = new Map<number, number[]>();
  const ofKinds = SHARED_KINDS.map((): number[] => []);
  const add = (kind: number, thing: number, number: number) => {
    if (number === 0) return;
    const stratum = stratumOf(sight, kind, thing);
    const tally = tallies.get(stratum) ?? [];
    tallies.set(stratum, tally);
    for (const counted of [tally, ofKinds[kind] ?? []]) {
      while (counted.length <= number) counted.push(0);
      counted[number] = (counted[number] ?? 0) + 1;
    }
  };
  for (let thing = 0; thing < size; thing += 1) {
    if (turn.isOver(1)) await turn.end();
    add(kindOf[thing] ?? 0, thing, users[thing] ?? 0);
    add(CUSTODY, thing, held[thing] ?? 0);
  }
  const strata = new Map([...tallies].map(([stratum, tally]) => [stratum, countedOf(tally)] as const));
  // A tie is a thing with two users, met at each of them.
  const ties: Counted = { ...countedOf([0, 0, tied / 2]), pairsUpTo: [0] };
  strata.set(stratumOf(sight, TIE, 0), ties);
  return { strata, kinds: ofKinds.map((tally, kind) => (kind === TIE ? ties : countedOf(tally))) };
}

function countedOf(tally: readonly number[]): Counted {
  let [things, links, pairs] = [0, 0, 0];
  const pairsUpTo = tally.map((number, users) => {
    things += number;
    links += number * users;
    pairs += number * users * (users - 1);
    return pairs;
  });
  return { things, links, pairsUpTo, draws: drawsOf(tally) };
}
