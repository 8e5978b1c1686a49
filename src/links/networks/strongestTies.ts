import type { BuiltNetwork } from './buildNetwork.ts';

/** Two tied people, as states, with what ties them. */
export interface StrongTie {
  readonly a: number;
  readonly b: number;
  readonly things: readonly number[];
}

/** The ties of the greatest weight, equal ones in the order of their ids. */
export function strongestTies({ graph, states, entries }: BuiltNetwork, first: number): readonly StrongTie[] {
  const { ids, start, neighbours, weights } = graph;
  // Each weight is there from both ends of its tie.
  const least = weights.slice().sort()[Math.max(0, weights.length - 2 * first)] ?? 0;
  const ties: { readonly a: number; readonly b: number; readonly weight: number }[] = [];
  for (const a of ids.keys())
    for (let slot = start[a] ?? 0; slot < (start[a + 1] ?? 0); slot += 1) {
      const [b, weight] = [neighbours[slot] ?? 0, weights[slot] ?? 0];
      if (a < b && weight >= least) ties.push({ a, b, weight });
    }
  ties.sort((one, other) => other.weight - one.weight || one.a - other.a || one.b - other.b);
  const keyOf = (a: number, b: number) => a * ids.length + b;
  const chosen = ties.slice(0, first);
  const things = new Map<number, number[]>(chosen.map(({ a, b }) => [keyOf(a, b), []]));
  for (const [at, thing] of entries.thing.entries())
    things.get(keyOf(entries.a[at] ?? 0, entries.b[at] ?? 0))?.push(thing);
  return chosen.map(({ a, b }) => ({
    ...{ a: states[a] ?? 0, b: states[b] ?? 0 },
    things: things.get(keyOf(a, b)) ?? [],
  }));
}
