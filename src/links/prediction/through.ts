import { MOST_TIES, shareOfPerson, shareOfThing, strengthOf } from './likely.ts';
import type { Neighbours } from './Neighbours.ts';

/** One of those whom two have in common. */
export interface Through {
  readonly kind: 'PERSON' | 'THING';
  readonly node: number;
  /** What it adds to the score of the two. */
  readonly adds: number;
}

/** Common neighbours and things that are shown. */
const MOST_SHOWN = 50;

/** What two have in common, that which adds most first; together they add up to the score. */
export function throughOf(graph: Neighbours, one: number, other: number): readonly Through[] {
  const found: Through[] = [];
  const theirs = graph.tiesOf(other);
  for (const between of graph.tiesOf(one).keys()) {
    if (!theirs.has(between)) continue;
    const ties = graph.tiesOf(between);
    if (ties.size > MOST_TIES) continue;
    found.push({ kind: 'PERSON', node: between, adds: shareOfPerson(ties, strengthOf(ties), [one, other]) });
  }
  const things = new Set(graph.thingsOf(other));
  for (const thing of graph.thingsOf(one))
    if (things.has(thing))
      found.push({ kind: 'THING', node: thing, adds: shareOfThing(graph.usersCount(thing)) });
  return found.sort((a, b) => b.adds - a.adds || a.node - b.node).slice(0, MOST_SHOWN);
}
