import { KIND_BITS } from '../../../src/links/adjacency/Adjacency.ts';
import {
  type FoundPath,
  inTime,
  newSearch,
  type PathQuestion,
  passing,
} from '../../../src/links/paths/PathQuestion.ts';

/** Every path without loops, by walking all of them. */
export function everyPath(question: PathQuestion, source: number, target: number): readonly FoundPath[] {
  const { sight } = question;
  const found = new Map<string, FoundPath>();
  const walk = (states: readonly number[], cost: number): void => {
    const state = states.at(-1) ?? 0;
    if (state === target) {
      found.set(states.join(' '), { states, halves: [], cost });
      return;
    }
    if (states.length > question.maxLength) return;
    // Through a hub nothing is walked, unless it is asked for; one may be an end.
    if (!question.includeHubs && state !== source && sight.degree(state) > 1_000) return;
    const own = state === source ? 0 : passing(question, state);
    for (const next of steps(question, state))
      if (!states.includes(next)) walk([...states, next], cost + own);
  };
  if (sight.sees(source) && sight.sees(target)) walk([source], 0);
  return [...found.values()];
}

function steps(question: PathQuestion, state: number): readonly number[] {
  const { sight, kinds } = question;
  const { start, kind } = sight.adjacency;
  const node = sight.nodeOf(state);
  const next: number[] = [];
  for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1)
    if (((kinds >>> ((kind[half] ?? 0) & KIND_BITS)) & 1) === 1 && inTime(question, half, newSearch()))
      next.push(sight.follow(state, half));
  return next.filter((one) => one >= 0);
}
