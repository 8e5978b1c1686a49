import { HUB, newSearch, type PathQuestion } from './PathQuestion.ts';
import { stepsFrom } from './steps.ts';

/** Links that are walked to know what lies near an end; where there are more, nothing is said to be too far. */
const MOST_WALKED = 50_000;
/** Links that a search walks before it is worth to know. */
const FEW = 10_000;

/**
 * Whether a state to which so many steps have led is too far from an end for a path that is short enough. What lies
 * within half of the longest length is looked up once, when a search that goes on long first goes further than the
 * other half.
 * @param walked how many links the search has walked
 */
export function tooFarFrom(
  question: PathQuestion,
  end: number,
  walked: () => number,
): (state: number, hops: number) => boolean {
  const { maxLength } = question;
  const radius = maxLength >> 1;
  let near: ReadonlyMap<number, number> | undefined;
  let known = false;
  return (state, hops) => {
    if (hops + radius < maxLength || walked() < FEW) return false;
    if (!known) {
      known = true;
      near = stepsWithin(question, end, radius);
    }
    return near !== undefined && hops + (near.get(state) ?? Number.POSITIVE_INFINITY) > maxLength;
  };
}

/** By state the fewest steps to an end, as far as so many; undefined where that is too much. */
function stepsWithin(
  question: PathQuestion,
  end: number,
  radius: number,
): ReadonlyMap<number, number> | undefined {
  const { sight, includeHubs } = question;
  const steps = new Map([[end, 0]]);
  const notTold = newSearch();
  let walked = 0;
  for (const [state, taken] of steps) {
    if (taken === radius) break;
    if (state !== end && !includeHubs && sight.degree(state) > HUB) continue;
    stepsFrom(question, state, notTold, (_half, next) => {
      walked += 1;
      if (walked <= MOST_WALKED && !steps.has(next)) steps.set(next, taken + 1);
    });
    if (walked > MOST_WALKED) return undefined;
  }
  return steps;
}
