import { linksOf } from '../adjacency/Adjacency.ts';
import { PERSON } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { CUSTODY, TIE } from '../shared/kinds.ts';
import { eachThing, usersOf } from '../shared/things.ts';
import { beginTurn } from '../turns/Turn.ts';
import { EVIDENCE, OFFENCE, tiedByOffence, usersOfEvidence } from './sightTies.ts';
import { MOST_TOGETHER, type TieFacts, type WeightedGroup } from './TieFacts.ts';

/**
 * Everything that ties people in a graph as a caller sees it, in the order of ids, so that what is hidden changes
 * nothing in it.
 * @param most people
 * @returns undefined where there are more
 */
export async function factsOf(sight: Sight, most: number): Promise<TieFacts | undefined> {
  const { size, nodeKind } = sight.adjacency;
  const numbers = new Map<number, number>();
  const offences = new Map<number, readonly number[]>();
  const others: WeightedGroup[] = [];
  const events = new Set<number>();
  const pairs = new Set<number>();
  const things = new Map<number, readonly number[]>();
  const numbered = (group: ReadonlySet<number>): readonly number[] =>
    group.size < 2 || group.size > MOST_TOGETHER
      ? []
      : [...group].map((person) => {
          const number = numbers.get(person) ?? numbers.size;
          numbers.set(person, number);
          return number;
        });
  const turn = beginTurn();
  // Nodes are in the order of their kinds, of which PERSON is the first.
  for (let person = 0; person < size && nodeKind[person] === PERSON; person += 1) {
    if (turn.isOver(linksOf(sight.adjacency, person) + 1)) await turn.end();
    if (!sight.sees(person)) continue;
    eachThing(sight, person, undefined, (kind, thing) => {
      if (kind === TIE) {
        const pair = person * size + thing;
        if (person > thing || pairs.has(pair)) return;
        pairs.add(pair);
        others.push({ people: numbered(new Set([person, thing])), weight: 1 });
      } else if (kind === OFFENCE || kind === CUSTODY) {
        if (!offences.has(thing)) offences.set(thing, numbered(tiedByOffence(sight, thing)));
      } else if (EVIDENCE.includes(kind)) {
        if (!things.has(thing)) things.set(thing, numbered(usersOfEvidence(sight, thing)));
      } else if (!events.has(thing)) {
        events.add(thing);
        others.push({ people: numbered(usersOf(sight, kind, thing)), weight: 1 });
      }
    });
    if (numbers.size > most) return undefined;
  }
  return {
    people: numbers.size,
    offences: [...offences.values()],
    others,
    things: [...things.values()].filter(({ length }) => length > 0),
  };
}
