import { neighboursOf } from './Neighbours.ts';
import type { TieFacts } from './TieFacts.ts';

/** How many walks of two steps there are from somebody to somebody else: no fewer than pairs with something in common. */
export function walksIn(facts: TieFacts): number {
  const graph = neighboursOf(facts);
  const pairs = (number: number) => (number * (number - 1)) / 2;
  let walks = 0;
  for (let person = 0; person < facts.people; person += 1) walks += pairs(graph.tiesOf(person).size);
  for (const users of facts.things) walks += pairs(users.length);
  return walks;
}
