import { beginTurn } from '../turns/Turn.ts';
import type { TieFacts } from './TieFacts.ts';

/**
 * How many walks of two steps there are from somebody to somebody else: no fewer than pairs with something in common.
 * Nothing is built for all people together, and nothing more is counted once there are more than `most`.
 */
export async function walksIn(
  { people, offences, others, things }: TieFacts,
  most = Number.POSITIVE_INFINITY,
  turn = beginTurn(),
): Promise<number> {
  const pairs = (number: number) => (number * (number - 1)) / 2;
  let walks = 0;
  for (const users of things) walks += pairs(users.length);
  if (walks > most) return walks;
  const groupsBy = Array.from({ length: people }, (): (readonly number[])[] => []);
  for (const group of [...offences, ...others.map((other) => other.people)])
    for (const person of group) groupsBy[person]?.push(group);
  for (const [person, groups] of groupsBy.entries()) {
    const tied = new Set<number>();
    for (const group of groups) {
      for (const other of group) if (other !== person) tied.add(other);
      if (turn.isOver(group.length)) await turn.end();
    }
    walks += pairs(tied.size);
    if (walks > most) return walks;
  }
  return walks;
}
