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
  const ties: { readonly a: number; readonly b: number; readonly weight: number }[] = [];
  for (const a of ids.keys())
    for (let slot = start[a] ?? 0; slot < (start[a + 1] ?? 0); slot += 1) {
      const b = neighbours[slot] ?? 0;
      if (a < b) ties.push({ a, b, weight: weights[slot] ?? 0 });
    }
  ties.sort((one, other) => other.weight - one.weight || one.a - other.a || one.b - other.b);
  const things = new Map<string, number[]>();
  const keyOf = (a: number, b: number) => `${a} ${b}`;
  const chosen = ties.slice(0, first).map(({ a, b }) => ({ a: states[a] ?? 0, b: states[b] ?? 0 }));
  for (const { a, b } of chosen) things.set(keyOf(a, b), []);
  for (const { a, b, thing } of entries) things.get(keyOf(a, b))?.push(thing);
  return chosen.map(({ a, b }) => ({ a, b, things: things.get(keyOf(a, b)) ?? [] }));
}
