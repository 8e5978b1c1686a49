import { compareCodePoints } from '../../collections/compareCodePoints.ts';

/** A community as an earlier answer told it. */
export interface EarlierCommunity {
  readonly id: string;
  readonly memberIds: readonly string[];
}

/** What became of the communities of an earlier answer. */
export interface Continued {
  /** By place of the present community. */
  readonly of: ReadonlyMap<number, Continuation>;
  /** Ids of those that none continues. */
  readonly ended: readonly string[];
}

export interface Continuation {
  readonly id: string;
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

/** What a community must have in common with an earlier one to continue it: members of both over members of either. */
export const LEAST_COMMON = 0.25;

/**
 * Which present community continues which earlier one: those with most in common (Jaccard) first, each at most one and each once.
 * @param present member ids by place
 */
export function continuedFrom(
  earlier: readonly EarlierCommunity[],
  present: readonly (readonly string[])[],
): Continued {
  const placesOf = new Map<string, number>();
  for (const [place, ids] of present.entries()) for (const id of ids) placesOf.set(id, place);
  const matches = earlier.flatMap(({ memberIds }, nth) => {
    const common = new Map<number, number>();
    for (const id of new Set(memberIds)) {
      const place = placesOf.get(id);
      if (place !== undefined) common.set(place, (common.get(place) ?? 0) + 1);
    }
    return [...common].map(([place, both]) => {
      const all = new Set(memberIds).size + (present[place]?.length ?? 0) - both;
      return { nth, place, share: both / all };
    });
  });
  matches.sort((one, other) => other.share - one.share || one.nth - other.nth || one.place - other.place);
  const of = new Map<number, Continuation>();
  const used = new Set<number>();
  for (const { nth, place, share } of matches) {
    if (share < LEAST_COMMON || of.has(place) || used.has(nth)) continue;
    used.add(nth);
    const [was, is] = [new Set(earlier[nth]?.memberIds), new Set(present[place])];
    of.set(place, {
      id: earlier[nth]?.id ?? '',
      joined: [...is].filter((id) => !was.has(id)).sort(compareCodePoints),
      left: [...was].filter((id) => !is.has(id)).sort(compareCodePoints),
    });
  }
  return { of, ended: earlier.filter((_, nth) => !used.has(nth)).map(({ id }) => id) };
}
