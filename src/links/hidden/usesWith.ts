import type { Sight } from '../adjacency/Sight.ts';
import { ADDRESS, IDENTIFIER_USED, LINKS_OF, SHARED_KINDS, TIE } from '../shared/kinds.ts';
import { areApart, type Span } from '../shared/overlap.ts';
import { spansOf } from '../shared/sharedBetween.ts';
import { stratumOf } from '../shared/strata.ts';
import { type Holdings, stepsBy, usersOf } from '../shared/things.ts';
import type { Turn } from '../turns/Turn.ts';

/** One thing that a person shares with another. */
export interface Use {
  /** As `stratumOf` gives it. */
  readonly stratum: number;
  /** Its state; -1 for a tie, which is between the two. */
  readonly thing: number;
  readonly users: number;
}

/** The persons that a thing is linked to, each once for each link; the times are those of things that have some. */
interface ThingUsers {
  readonly number: number;
  readonly persons: Uint32Array;
  readonly spans: readonly Span[] | undefined;
}

/** Users that are remembered of the things of one question; more are looked up again. */
const MOST_REMEMBERED = 1_000_000;

/**
 * Everybody who shares something with a person, with what; a home or an identifier that the two are known to have had at
 * different times is not shared. The users of a thing are remembered for the next person.
 * @param most a thing of more users ties nobody, and nobody is gone over for it
 */
export function usesWith(sight: Sight, most = Number.POSITIVE_INFINITY) {
  const usersOfThing = rememberedUsers(sight, most);
  return async (
    person: number,
    { things }: Holdings,
    turn: Turn,
  ): Promise<ReadonlyMap<number, readonly Use[]>> => {
    const uses = new Map<number, Use[]>();
    const add = (other: number, use: Use) => {
      const known = uses.get(other);
      if (known === undefined) uses.set(other, [use]);
      // Links of one person to the thing stand next to each other.
      else if (known.at(-1) !== use) known.push(use);
    };
    for (const [kind] of SHARED_KINDS.entries())
      for (const [thing, ways] of things[kind] ?? []) {
        const stratum = stratumOf(sight, kind, thing);
        if (kind === TIE) {
          add(thing, { stratum, thing: -1, users: 2 });
          continue;
        }
        const { number, persons, spans } = usersOfThing(kind, thing);
        const use = { stratum, thing, users: number };
        const own = spans === undefined ? [] : spansOf(sight, ways);
        for (const [at, other] of persons.entries()) {
          if (other === person) continue;
          const theirs = spans?.[at];
          if (theirs === undefined || own.some((span) => !areApart(span, theirs))) add(other, use);
        }
        if (turn.isOver(persons.length)) await turn.end();
      }
    return uses;
  };
}

const NOBODY = new Uint32Array();

function rememberedUsers(sight: Sight, most: number): (kind: number, thing: number) => ThingUsers {
  const { size } = sight.adjacency;
  const known = new Map<number, ThingUsers>();
  let remembered = 0;
  return (kind, thing) => {
    const key = kind * size + thing;
    const before = known.get(key);
    if (before !== undefined) return before;
    const all =
      kind === ADDRESS || kind === IDENTIFIER_USED
        ? timedUsers(sight, kind, thing)
        : untimedUsers(sight, kind, thing);
    const found = all.number > most ? { ...all, persons: NOBODY, spans: undefined } : all;
    remembered += found.persons.length;
    if (remembered <= MOST_REMEMBERED) known.set(key, found);
    return found;
  };
}

function untimedUsers(sight: Sight, kind: number, thing: number): ThingUsers {
  const users = usersOf(sight, kind, thing);
  return { number: users.size, persons: Uint32Array.from(users), spans: undefined };
}

/** Of homes and identifiers, each link with its time. */
function timedUsers(sight: Sight, kind: number, thing: number): ThingUsers {
  const steps = stepsBy(sight, thing, LINKS_OF[kind] ?? 0);
  const persons = Uint32Array.from(steps, ({ to }) => to);
  return { number: new Set(persons).size, persons, spans: spansOf(sight, [steps]) };
}
