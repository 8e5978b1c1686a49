import { KIND_BITS } from '../adjacency/Adjacency.ts';
import { HUB, inTime, type PathQuestion, type Searched } from './PathQuestion.ts';

/** Told once for each search; a hub may be an end, and nothing is walked through it. */
export function isHub({ sight, includeHubs }: PathQuestion, state: number, searched: Searched): boolean {
  if (includeHubs || sight.degree(state) <= HUB) return false;
  searched.hubs.add(state);
  return true;
}

type Visit = (half: number, next: number) => void;

/** Visits the steps that may be walked from a state, in the order of its links. */
export const stepsFrom = (question: PathQuestion, state: number, searched: Searched, visit: Visit): void =>
  stepsBetween(question, state, linksAt(question, state), searched, visit);

/** The first half link of a state, and the first that is no more of it. */
export function linksAt({ sight }: PathQuestion, state: number): readonly [first: number, end: number] {
  const { start } = sight.adjacency;
  const node = sight.nodeOf(state);
  return [start[node] ?? 0, start[node + 1] ?? 0];
}

/** The same of some of its half links. */
export function stepsBetween(
  question: PathQuestion,
  state: number,
  [first, end]: readonly [first: number, end: number],
  searched: Searched,
  visit: Visit,
): void {
  const { sight, kinds } = question;
  const { kind } = sight.adjacency;
  for (let half = first; half < end; half += 1) {
    if (((kinds >>> ((kind[half] ?? 0) & KIND_BITS)) & 1) === 0) continue;
    const next = sight.follow(state, half);
    if (next >= 0 && inTime(question, half, searched)) visit(half, next);
  }
}

/** A half link that is walked from the other side: the same link, seen from its other end. */
export const otherWay = (half: number): number => -1 - half;
