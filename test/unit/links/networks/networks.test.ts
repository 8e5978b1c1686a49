import { describe, expect, it } from 'vitest';
import { betweenness } from '../../../../src/links/networks/betweenness.ts';
import { components } from '../../../../src/links/networks/components.ts';
import { coreNumbers } from '../../../../src/links/networks/cores.ts';
import { cuts } from '../../../../src/links/networks/cutting.ts';
import { disruption } from '../../../../src/links/networks/disruption.ts';
import { leiden } from '../../../../src/links/networks/leiden/leiden.ts';
import { randomOf } from '../../../../src/links/networks/random.ts';
import { graphOfTies, type Tie, type WeightedGraph } from '../../../../src/links/networks/WeightedGraph.ts';

const SEEDS = Array.from({ length: 60 }, (_, at) => at + 1);

function randomGraph(seed: number, most = 14): WeightedGraph {
  const random = randomOf(seed);
  const size = 3 + random.below(most - 2);
  const ids = Array.from({ length: size }, (_, at) => `P${String(at).padStart(3, '0')}`);
  const ties: Tie[] = [];
  const density = 0.1 + 0.3 * random.share();
  for (const [at, a] of ids.entries())
    for (const b of ids.slice(at + 1))
      if (random.share() < density) ties.push({ a, b, weight: 1 + random.below(3) });
  return graphOfTies(ties, ids);
}

const nodesOf = ({ ids }: WeightedGraph) => [...ids.keys()];
const joined = ({ start, neighbours }: WeightedGraph, node: number) => [
  ...neighbours.subarray(start[node], start[node + 1]),
];
/** Sizes of what is left without some nodes, largest first. */
function left(graph: WeightedGraph, gone: readonly number[]): number[] {
  const { of } = components(graph, (a, b) => !gone.includes(a) && !gone.includes(b));
  const sizes = new Map<number, number>();
  for (const node of nodesOf(graph))
    if (!gone.includes(node)) sizes.set(of[node] ?? -1, (sizes.get(of[node] ?? -1) ?? 0) + 1);
  return [...sizes.values()].sort((a, b) => b - a);
}
const squared = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size * size, 0);

/** Distance and number of shortest ways between all pairs, by repeated widening. */
function allPairs(graph: WeightedGraph) {
  return nodesOf(graph).map((source) => {
    const distance = new Map([[source, 0]]);
    const ways = new Map([[source, 1]]);
    let edge = [source];
    for (let far = 1; edge.length > 0; far++) {
      const next = new Set<number>();
      for (const node of edge)
        for (const other of joined(graph, node))
          if ((distance.get(other) ?? far) === far) {
            distance.set(other, far);
            ways.set(other, (ways.get(other) ?? 0) + (ways.get(node) ?? 0));
            next.add(other);
          }
      edge = [...next];
    }
    return { distance, ways };
  });
}

describe('Networks on random graphs, against plain counting', () => {
  it('betweenness counts the shortest ways through each node', async () => {
    for (const seed of SEEDS) {
      const graph = randomGraph(seed);
      const pairs = allPairs(graph);
      const { values, exact } = await betweenness(graph);
      expect(exact).toBe(true);
      for (const via of nodesOf(graph)) {
        let sum = 0;
        for (const a of nodesOf(graph))
          for (const b of nodesOf(graph)) {
            const whole = pairs[a]?.distance.get(b);
            const [one, two] = [pairs[a]?.distance.get(via), pairs[via]?.distance.get(b)];
            if (
              a >= b ||
              a === via ||
              b === via ||
              whole === undefined ||
              one === undefined ||
              two === undefined
            )
              continue;
            if (one + two === whole)
              sum +=
                ((pairs[a]?.ways.get(via) ?? 0) * (pairs[via]?.ways.get(b) ?? 0)) /
                (pairs[a]?.ways.get(b) ?? 1);
          }
        expect(values[via]).toBeCloseTo(sum, 9);
      }
    }
  });

  it('the interval of sampled betweenness holds the true value about as often as it says', async () => {
    const graph = randomGraph(7, 150);
    const truth = (await betweenness(graph)).values;
    let [inside, all] = [0, 0];
    for (const seed of SEEDS.slice(0, 20)) {
      const { values, halfWidths, exact } = await betweenness(graph, { exactUpTo: 10, pivots: 40, seed });
      expect(exact).toBe(false);
      for (const node of nodesOf(graph)) {
        all += 1;
        if (Math.abs((values[node] ?? 0) - (truth[node] ?? 0)) <= (halfWidths[node] ?? 0) + 1e-9) inside += 1;
      }
    }
    expect(inside / all).toBeGreaterThan(0.85);
  });

  it('articulation points, bridges and what is left without each node', () => {
    for (const seed of SEEDS) {
      const graph = randomGraph(seed);
      const whole = components(graph).sizes.length;
      const found = cuts(graph);
      const articulation = nodesOf(graph).filter(
        (node) => left(graph, [node]).length > whole - (joined(graph, node).length === 0 ? 1 : 0),
      );
      expect(found.articulation).toEqual(articulation);
      const bridges = nodesOf(graph).flatMap((a) =>
        joined(graph, a)
          .filter((b) => a < b)
          .filter(
            (b) =>
              components(graph, (x, y) => !((x === a && y === b) || (x === b && y === a))).sizes.length >
              whole,
          )
          .map((b) => [a, b]),
      );
      expect(found.bridges).toEqual(bridges);
      for (const node of nodesOf(graph)) {
        expect(found.largestWithout[node]).toBe(left(graph, [node])[0] ?? 0);
        expect(found.squaresWithout[node]).toBe(squared(left(graph, [node])));
      }
    }
  });

  it('core numbers are what peeling leaves', () => {
    for (const seed of SEEDS) {
      const graph = randomGraph(seed);
      const cores = coreNumbers(graph);
      const expected = new Array<number>(graph.ids.length).fill(0);
      for (let k = 1; k < graph.ids.length; k++) {
        let kept = new Set(nodesOf(graph));
        for (let before = -1; before !== kept.size; ) {
          before = kept.size;
          kept = new Set(
            [...kept].filter((node) => joined(graph, node).filter((o) => kept.has(o)).length >= k),
          );
        }
        for (const node of kept) expected[node] = k;
      }
      expect([...cores]).toEqual(expected);
    }
  });

  it('disruption of a small graph is the least of all sets, and the same each time', async () => {
    for (const seed of SEEDS.slice(0, 25)) {
      const graph = randomGraph(seed, 11);
      const nodes = nodesOf(graph);
      let least = Number.POSITIVE_INFINITY;
      for (const a of nodes)
        for (const b of nodes) if (a < b) least = Math.min(least, left(graph, [a, b])[0] ?? 0);
      const exact = await disruption(graph, 2, { seed, draws: 100 });
      expect(exact.best.method).toBe('EXACT');
      expect(exact.best.largestLeft).toBe(least);
      expect(exact.best.shareLeft).toBeLessThanOrEqual(exact.mostConnected.shareLeft);
      expect(await disruption(graph, 2, { seed, draws: 100 })).toEqual(exact);
    }
  });
});

describe('Leiden communities', () => {
  it('are connected on every graph, and the same seed gives the same', async () => {
    for (const seed of SEEDS) {
      const graph = randomGraph(seed, 80);
      for (const quality of ['modularity', 'cpm'] as const) {
        const options = { seed, quality, resolution: quality === 'cpm' ? 0.2 : 1 };
        const found = await leiden(graph, options);
        const parts = components(graph, (a, b) => found[a] === found[b]).sizes.length;
        expect(parts).toBe(new Set(found).size);
        expect(await leiden(graph, options)).toEqual(found);
      }
    }
  });

  it('are the cliques of a ring of cliques', async () => {
    const ties: Tie[] = [];
    const name = (clique: number, at: number) => `C${clique}-${at}`;
    for (let clique = 0; clique < 6; clique++) {
      for (let a = 0; a < 5; a++)
        for (let b = a + 1; b < 5; b++) ties.push({ a: name(clique, a), b: name(clique, b) });
      ties.push({ a: name(clique, 0), b: name((clique + 1) % 6, 1) });
    }
    const graph = graphOfTies(ties);
    const found = await leiden(graph);
    expect(new Set(found).size).toBe(6);
    for (const [node, id] of graph.ids.entries())
      expect(found[node]).toBe(found[graph.ids.indexOf(`${id.slice(0, 2)}-0`)]);
  });
});
