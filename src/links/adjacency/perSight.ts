import type { Sight } from './Sight.ts';

/** What is counted of a graph as a caller sees it: at the first question, once for all who ask, and forgotten with the sight. */
export function perSight<T>(count: (sight: Sight) => Promise<T>): (sight: Sight) => Promise<T> {
  const memory = new WeakMap<Sight, Promise<T>>();
  return (sight) => {
    const counted = memory.get(sight) ?? count(sight);
    memory.set(sight, counted);
    return counted;
  };
}
