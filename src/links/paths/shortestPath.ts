import { beginTurn } from '../turns/Turn.ts';
import type { FoundPath, PathQuestion, Searched } from './PathQuestion.ts';
import { BOUNDS } from './searchBounds.ts';
import { twoSided } from './twoSided.ts';

/**
 * The cheapest path between two states.
 * @returns undefined where there is none, or where `searched.truncated` says that it was not found in time
 */
export async function shortestPath(
  question: PathQuestion,
  ends: readonly [number, number],
  searched: Searched,
  turn = beginTurn(),
  bounds = BOUNDS,
): Promise<FoundPath | undefined> {
  if (ends[0] === ends[1]) return undefined;
  const search = twoSided(question, ends, searched, false, bounds);
  await search.walkTo(() => search.bestCost(), turn);
  return search.best();
}
