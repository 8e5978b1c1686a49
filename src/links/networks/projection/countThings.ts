import { PERSON } from '../../adjacency/kinds.ts';
import { beginTurn } from '../../turns/Turn.ts';
import { groupsOf } from './groups.ts';
import type { ProjectionQuestion } from './ProjectionQuestion.ts';
import { everyThing } from './project.ts';

/** By kind of node: how many things of it tie people in a window, and how many of them each person has, by state. */
export type ThingCounts = ReadonlyMap<number, { readonly things: number; readonly of: Uint32Array }>;

/** Counts all that a caller sees in the window. What is passed over here is not left out of any network. */
export async function countThings(
  question: Omit<ProjectionQuestion, 'people' | 'reach'>,
  turn = beginTurn(),
): Promise<ThingCounts> {
  const { adjacency } = question.sight;
  const groups = groupsOf(question);
  const persons = adjacency.placeFor(PERSON + 1, '');
  const counted = new Map<number, { things: number; readonly of: Uint32Array }>();
  for (const thing of everyThing(question.sight, groups.kinds)) {
    const members = groups.membersOf(thing);
    if (turn.isOver(members.size + 1)) await turn.end();
    if (members.size === 0) continue;
    const kind = adjacency.nodeKind[thing] ?? 0;
    const known = counted.get(kind) ?? { things: 0, of: new Uint32Array(persons) };
    counted.set(kind, known);
    known.things += 1;
    for (const person of members.keys()) known.of[person] = (known.of[person] ?? 0) + 1;
  }
  return counted;
}
