import type { Sight } from '../adjacency/Sight.ts';

/** Hubs that an answer names, the greatest first. */
const MOST_HUBS = 100;

/** What the resolvers of `Hub` take. */
export const namedHubs = (sight: Sight, hubs: Iterable<number>) =>
  [...hubs]
    .map((state) => ({ sight, state, links: sight.degree(state) }))
    .sort((a, b) => b.links - a.links || a.state - b.state)
    .slice(0, MOST_HUBS);
