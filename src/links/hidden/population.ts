import { linksOf } from '../adjacency/Adjacency.ts';
import { PERSON } from '../adjacency/kinds.ts';
import { perSight } from '../adjacency/perSight.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { beginTurn } from '../turns/Turn.ts';

/** How many persons with a link a caller sees, counted at the first question. */
export const populationOf = perSight(count);

async function count(sight: Sight): Promise<number> {
  const { size, nodeKind } = sight.adjacency;
  // Several questions wait for it: none of them ends it.
  const turn = beginTurn();
  let persons = 0;
  // Nodes are in the order of their kinds, of which PERSON is the first.
  for (let person = 0; person < size && nodeKind[person] === PERSON; person += 1) {
    if (turn.isOver(linksOf(sight.adjacency, person) + 1)) await turn.end();
    if (sight.sees(person) && sight.degree(person) > 0) persons += 1;
  }
  return persons;
}
