import type { Sight } from '../adjacency/Sight.ts';
import { ADDRESS, IDENTIFIER_USED, LINKS_OF, SHARED_KINDS, TIE } from '../shared/kinds.ts';
import { overlapOf } from '../shared/overlap.ts';
import { spansOf } from '../shared/sharedBetween.ts';
import { type Holdings, stepsBy, usersOf, type Walked } from '../shared/things.ts';

/** One thing that a person shares with another. */
export interface Use {
  /** Place in SHARED_KINDS. */
  readonly kind: number;
  /** Its state; -1 for a tie, which is between the two. */
  readonly thing: number;
  readonly users: number;
}

/**
 * Everybody who shares something with a person, with what; a home or an identifier that the two are known to have had at
 * different times is not shared.
 * @param looked is told of how many users of a thing were looked at
 */
export async function usesWith(
  sight: Sight,
  person: number,
  { things }: Holdings,
  looked: (users: number) => Promise<void>,
): Promise<ReadonlyMap<number, readonly Use[]>> {
  const uses = new Map<number, Use[]>();
  const add = (other: number, use: Use) => {
    const known = uses.get(other);
    if (known === undefined) uses.set(other, [use]);
    else known.push(use);
  };
  for (const [kind] of SHARED_KINDS.entries())
    for (const [thing, ways] of things[kind] ?? []) {
      if (kind === TIE) {
        add(thing, { kind, thing: -1, users: 2 });
        continue;
      }
      const timed = kind === ADDRESS || kind === IDENTIFIER_USED;
      const others = timed ? waysByUser(sight, kind, thing) : usersOf(sight, kind, thing);
      const spans = timed ? spansOf(sight, ways) : [];
      for (const [other, theirs] of others.entries()) {
        if (other === person) continue;
        if (typeof theirs === 'object' && overlapOf(spans, spansOf(sight, [theirs])).overlapped === false)
          continue;
        add(other, { kind, thing, users: others.size });
      }
      await looked(others.size);
    }
  return uses;
}

/** The persons that a home or an identifier is linked to, each with the steps that lead there. */
function waysByUser(sight: Sight, kind: number, thing: number): ReadonlyMap<number, readonly Walked[]> {
  const steps = new Map<number, Walked[]>();
  for (const step of stepsBy(sight, thing, LINKS_OF[kind] ?? 0)) {
    const known = steps.get(step.to);
    if (known === undefined) steps.set(step.to, [step]);
    else known.push(step);
  }
  return steps;
}
