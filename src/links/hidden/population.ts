import { setImmediate as pause } from 'node:timers/promises';
import { PERSON } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';

/** Persons between which others are let in. */
const TURN = 2_000;
const memory = new WeakMap<Sight, Promise<number>>();

/** How many persons with a link a caller sees, counted at the first question. */
export function populationOf(sight: Sight): Promise<number> {
  const known = memory.get(sight);
  if (known !== undefined) return known;
  const counted = count(sight);
  memory.set(sight, counted);
  return counted;
}

async function count(sight: Sight): Promise<number> {
  const { size, nodeKind } = sight.adjacency;
  let persons = 0;
  // Nodes are in the order of their kinds, of which PERSON is the first.
  for (let person = 0; person < size && nodeKind[person] === PERSON; person += 1) {
    if (person % TURN === TURN - 1) await pause();
    if (sight.sees(person) && sight.degree(person) > 0) persons += 1;
  }
  return persons;
}
