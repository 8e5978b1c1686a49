import type { Sight } from '../adjacency/Sight.ts';
import { beginTurn } from '../turns/Turn.ts';
import type { Census } from './census.ts';
import { drawnFrom } from './drawn.ts';
import { SHARED_KINDS, TIE } from './kinds.ts';
import { strengthOf } from './sharedBetween.ts';
import { maskOfStrata, stratumOf } from './strata.ts';
import { surpriseOfThing } from './surprise.ts';
import { countThings, type Holdings, usersOf } from './things.ts';

export interface RankedAssociate {
  readonly person: number;
  readonly strength: number;
  /** Different things that the two share; a thing shared by more than one kind, and a tie, are one. */
  readonly shared: number;
}

interface Use {
  readonly stratum: number;
  readonly thing: number;
  readonly users: number;
}

/**
 * Everybody who shares something with a person, by strength as `sharedBetween` gives it: not by count. Equal ones by
 * count, then in the order of their ids.
 */
export async function rankAssociates(
  sight: Sight,
  census: Census,
  person: number,
  holdings: Holdings,
  turn = beginTurn(),
): Promise<readonly RankedAssociate[]> {
  const uses = new Map<number, Use[]>();
  const add = (other: number, use: Use) => {
    const known = uses.get(other);
    if (known === undefined) uses.set(other, [use]);
    else known.push(use);
  };
  for (const [kind] of SHARED_KINDS.entries())
    for (const thing of holdings.things[kind]?.keys() ?? []) {
      const stratum = stratumOf(sight, kind, thing);
      if (kind === TIE) {
        add(thing, { stratum, thing: -1, users: 2 });
        continue;
      }
      const users = usersOf(sight, kind, thing);
      for (const user of users) if (user !== person) add(user, { stratum, thing, users: users.size });
      if (turn.isOver(users.size)) await turn.end();
    }
  const own = holdings.inStratum;
  const ranked: RankedAssociate[] = [];
  for (const [other, shared] of uses) {
    const theirs = countThings(sight, other, maskOfStrata(shared));
    if (turn.isOver([...theirs.values()].reduce((sum, count) => sum + count, 1))) await turn.end();
    const things = shared.map(({ stratum, thing, users }) => ({
      thing,
      surprise: surpriseOfThing(drawnFrom(census, stratum, own, theirs), users),
    }));
    ranked.push({
      person: other,
      strength: strengthOf(things),
      shared: new Set(shared.map(({ thing }) => thing)).size,
    });
  }
  return ranked.sort((a, b) => b.strength - a.strength || b.shared - a.shared || a.person - b.person);
}
