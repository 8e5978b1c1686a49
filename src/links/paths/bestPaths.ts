import { beginTurn } from '../turns/Turn.ts';
import { alternatives } from './alternatives.ts';
import type { Compared } from './cells.ts';
import { corridorOf } from './corridor.ts';
import { type FoundPath, newSearch, type PathQuestion, type Searched } from './PathQuestion.ts';
import { BOUNDS } from './searchBounds.ts';
import { twoSided } from './twoSided.ts';

/** How much dearer than the first path others are looked for at first; twice as much each time that is not enough. */
const DEARER = 1;
/** Sums of costs in another order differ by less. */
const ROUNDING = 1e-9;

/**
 * The best paths between two states, each with at least one inner state that none before it has. All that cost less than
 * what a search from both sides has come to lie in what it walked through, and are told apart there.
 * @param number how many at most
 */
export async function bestPaths(
  question: PathQuestion,
  ends: readonly [number, number],
  number: number,
  turn = beginTurn(),
  bounds = BOUNDS,
): Promise<{ readonly paths: readonly FoundPath[]; readonly searched: Searched }> {
  const searched = newSearch();
  if (ends[0] === ends[1]) return { paths: [], searched };
  const search = twoSided(question, ends, searched, number > 1, bounds);
  await search.walkTo(() => search.bestCost(), turn);
  const first = search.best();
  if (first === undefined) return { paths: [], searched };
  let paths: readonly FoundPath[] = [first];
  const compared: Compared = { links: 0, most: bounds.compared };
  for (let dearer = DEARER; paths.length < number; dearer *= 2) {
    await search.walkTo(() => first.cost + dearer, turn);
    const limit = search.reached() - ROUNDING;
    // Walked too much before it was sure of the first: nothing is known of others.
    if (searched.truncated && first.cost >= limit) break;
    const corridor = await corridorOf(question, ends, search, searched, limit, turn);
    const within = { maxLength: question.maxLength, limit };
    const found = await alternatives(corridor, first, number, within, compared, turn);
    paths = found.paths;
    if (!found.complete) searched.truncated = true;
    if (searched.truncated || limit === Number.POSITIVE_INFINITY) break;
  }
  return { paths, searched };
}
