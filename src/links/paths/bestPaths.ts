import { beginTurn } from '../Turn.ts';
import { type FoundPath, newSearch, type PathQuestion, passing, type Searched } from './PathQuestion.ts';
import { shortestPath } from './shortestPath.ts';

/** Searches of one question; more, and the answer says that it is not complete. */
const MOST_SEARCHES = 2_000;

interface Candidate extends FoundPath {
  /** Place of the state from which it leaves the path that it was made of. */
  readonly spur: number;
}

/**
 * The best paths between two states, each with at least one inner state that none before it has: Yen's loopless paths
 * (1971) in the order of their cost, with Lawler's rule (1972) that none is made twice, of which those are left out that
 * show nothing new. A direct link, which has no inner state, can only be the first.
 * @param number how many at most
 */
export async function bestPaths(
  question: PathQuestion,
  [source, target]: readonly [number, number],
  number: number,
  turn = beginTurn(),
): Promise<{ readonly paths: readonly FoundPath[]; readonly searched: Searched }> {
  const searched = newSearch();
  const ends = { source, target, maxLength: question.maxLength };
  const first = await shortestPath(question, ends, searched, turn);
  const accepted: FoundPath[] = [];
  const shown = new Set<number>();
  const candidates: Candidate[] = first === undefined ? [] : [{ ...first, spur: 0 }];
  /** Steps that were taken from each beginning of a path. */
  const taken = new Map<string, Set<number>>();
  for (let searches = 0; accepted.length < number && candidates.length > 0; ) {
    const path = takeLeast(candidates);
    const inner = path.states.slice(1, -1);
    if (inner.some((state) => !shown.has(state)) || (inner.length === 0 && accepted.length === 0)) {
      accepted.push(path);
      for (const state of inner) shown.add(state);
    }
    if (accepted.length === number) break;
    for (let spur = 0; spur < path.states.length - 1; spur += 1) {
      const beginning = path.states.slice(0, spur + 1);
      const key = beginning.join(' ');
      const steps = taken.get(key) ?? new Set<number>();
      taken.set(key, steps);
      steps.add(path.states[spur + 1] ?? 0);
      // What leaves it before this place was made when its parent was.
      if (spur < path.spur) continue;
      if (searches >= MOST_SEARCHES || searched.truncated) {
        searched.truncated = true;
        return { paths: accepted, searched };
      }
      searches += 1;
      const rest = await shortestPath(
        question,
        {
          source: beginning[spur] ?? source,
          target,
          closed: new Set(beginning.slice(0, -1)),
          closedFirst: steps,
          maxLength: question.maxLength - spur,
        },
        searched,
        turn,
      );
      if (rest !== undefined) candidates.push(joined(path, rest, spur, question));
    }
  }
  return { paths: accepted, searched };
}

function joined(path: FoundPath, rest: FoundPath, spur: number, question: PathQuestion): Candidate {
  const states = [...path.states.slice(0, spur), ...rest.states];
  return {
    states,
    halves: [...path.halves.slice(0, spur), ...rest.halves],
    cost: states.slice(1, -1).reduce((sum, state) => sum + passing(question, state), 0),
    spur,
  };
}

/** The cheapest; of equal ones the shorter, then by their states in order. */
function takeLeast(candidates: Candidate[]): Candidate {
  let least = 0;
  for (let at = 1; at < candidates.length; at += 1)
    if (isBefore(candidates[at] as Candidate, candidates[least] as Candidate)) least = at;
  return candidates.splice(least, 1)[0] as Candidate;
}

/** Sums that were added in another order differ in their last digits. */
const SAME = 1e-9;

function isBefore(a: FoundPath, b: FoundPath): boolean {
  if (Math.abs(a.cost - b.cost) > SAME) return a.cost < b.cost;
  if (a.states.length !== b.states.length) return a.states.length < b.states.length;
  for (const [place, state] of a.states.entries()) {
    const other = b.states[place] ?? 0;
    if (state !== other) return state < other;
  }
  return false;
}
