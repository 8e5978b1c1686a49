import { betweenness } from './betweenness.ts';
import { components } from './components.ts';
import { type Cuts, cutter } from './cutting.ts';
import { type Random, randomOf } from './random.ts';
import { degreeOf, type WeightedGraph } from './WeightedGraph.ts';

export type DisruptionMethod = 'EXACT' | 'ADAPTIVE_BETWEENNESS' | 'SWAP_SEARCH';

/** What removing so many people at most leaves. */
export interface Removal {
  readonly k: number;
  /** Ids, the one whose going leaves least first. */
  readonly personIds: readonly string[];
  readonly method: DisruptionMethod;
  /** People in the largest component left. */
  readonly largestLeft: number;
  /** The same over the largest component before. */
  readonly shareLeft: number;
}

export interface Disruption {
  readonly k: number;
  /** People in the largest component before. */
  readonly largest: number;
  /** The best found for k. */
  readonly best: Removal;
  /** The best found for each number from 1 to k; a smaller set need not be part of a larger one. */
  readonly bestBySize: readonly Removal[];
  /** Betweenness computed again after each removal: what a step by step operation would do. */
  readonly adaptiveBetweenness: readonly Removal[];
  /** The k most connected, all arrested on one day. */
  readonly mostConnected: { readonly personIds: readonly string[]; readonly shareLeft: number };
  /** k people by chance: mean and the middle 90 % of the draws. */
  readonly chance: {
    readonly draws: number;
    readonly mean: number;
    readonly low: number;
    readonly high: number;
  };
  /** The two people left whose tie would join the most again; null where all that is left hangs together. */
  readonly bridge: {
    readonly personIds: readonly [string, string];
    /** Removed people whom both knew. */
    readonly sharedRemoved: number;
    readonly shareLeftAfter: number;
  } | null;
  readonly warning: string;
}

export interface DisruptionOptions {
  readonly seed?: number;
  /** Steps along ties that the search for one number of people may take. */
  readonly effort?: number;
  /** Restarts in a row that bring nothing, after which the search for one number of people ends. */
  readonly idleRestarts?: number;
  readonly draws?: number;
}

export const REGROWTH =
  'Networks regrow: people left make new ties, often through those who knew the removed. The share left is of the recorded ties, on the day, and no forecast.';
/** Above this many nodes each step's betweenness is sampled. */
const EXACT_BETWEENNESS_NODES = 2_000;
const PIVOTS = 256;
/** On the Montagna meetings and calls, 150 find for k from 1 to 10 what the whole effort finds. */
const IDLE_RESTARTS = 150;

/**
 * Which k people to remove so that the largest component left is smallest. Small graphs exactly; else from adaptive
 * betweenness (Holme et al. 2002) by a swap search: each of the k in turn is exchanged for the node whose removal
 * leaves least, all candidates read off one depth-first walk, with seeded restarts. Seeded, so the same answer each time.
 * @param k from 0; more than there are people removes all
 */
export function disruption(graph: WeightedGraph, k: number, options: DisruptionOptions = {}): Disruption {
  const { seed = 1, effort = 3e7, idleRestarts = IDLE_RESTARTS, draws = 1_000 } = options;
  const people = Math.min(k, graph.ids.length);
  const search = new Search(graph, effort, idleRestarts);
  const adaptive = adaptiveOrder(graph, people, seed);
  const bestBySize: Removal[] = [];
  const adaptiveBetweenness: Removal[] = [];
  let before: readonly number[] = [];
  for (let size = 1; size <= people; size++) {
    const start = adaptive.slice(0, size);
    adaptiveBetweenness.push(search.removal(start, 'ADAPTIVE_BETWEENNESS', size));
    const exact = search.exact(size);
    const found = exact ?? search.swaps(size, [start, search.grown(before, size)], randomOf(seed + size));
    before = found;
    const method =
      exact !== undefined ? 'EXACT' : same(found, start) ? 'ADAPTIVE_BETWEENNESS' : 'SWAP_SEARCH';
    bestBySize.push(search.removal(search.inOrder(found), method, size));
  }
  const nothing: Removal = { ...search.removal([], 'EXACT', 0) };
  const best = bestBySize.at(-1) ?? nothing;
  const connected = mostConnected(graph, people);
  return {
    k: people,
    largest: search.largest,
    best,
    bestBySize,
    adaptiveBetweenness,
    mostConnected: {
      personIds: connected.map((node) => graph.ids[node] as string),
      shareLeft: search.shareWithout(connected),
    },
    chance: byChance(graph, people, draws, randomOf(seed), search),
    bridge: bridgeOf(graph, before, search),
    warning: REGROWTH,
  };
}

const same = (one: readonly number[], two: readonly number[]) =>
  one.length === two.length && one.every((node) => two.includes(node));

interface Value {
  readonly largest: number;
  readonly squares: number;
}

class Search {
  readonly largest: number;
  private readonly removed: Uint8Array;
  private readonly cost: number;
  private readonly cuts: (removed?: Uint8Array) => Cuts;

  constructor(
    private readonly graph: WeightedGraph,
    private readonly effort: number,
    private readonly idleRestarts: number,
  ) {
    this.removed = new Uint8Array(graph.ids.length);
    this.cuts = cutter(graph);
    this.largest = this.cuts().largest;
    this.cost = graph.ids.length + graph.neighbours.length;
  }

  private without<T>(nodes: readonly number[], work: (removed: Uint8Array) => T): T {
    for (const node of nodes) this.removed[node] = 1;
    try {
      return work(this.removed);
    } finally {
      for (const node of nodes) this.removed[node] = 0;
    }
  }

  valueOf(nodes: readonly number[]): Value {
    return this.without(nodes, (removed) => {
      const { largest, squares } = this.cuts(removed);
      return { largest, squares };
    });
  }

  shareWithout(nodes: readonly number[]): number {
    return this.largest === 0 ? 0 : this.valueOf(nodes).largest / this.largest;
  }

  removal(nodes: readonly number[], method: DisruptionMethod, k: number): Removal {
    const largestLeft = this.valueOf(nodes).largest;
    return {
      k,
      personIds: nodes.map((node) => this.graph.ids[node] as string),
      method,
      largestLeft,
      shareLeft: this.largest === 0 ? 0 : largestLeft / this.largest,
    };
  }

  /** The node whose removal beside `nodes` leaves least; the least index of equals. */
  private oneMore(
    nodes: readonly number[],
    bySquares: boolean,
  ): { readonly node: number; readonly value: Value } {
    return this.without(nodes, (removed) => {
      const { largestWithout, squaresWithout } = this.cuts(removed);
      const [first, second] = bySquares ? [squaresWithout, largestWithout] : [largestWithout, squaresWithout];
      let [node, least, then] = [-1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (let at = 0; at < removed.length; at++) {
        if (removed[at] === 1) continue;
        const [one, two] = [first[at] as number, second[at] as number];
        if (one < least || (one === least && two < then)) [node, least, then] = [at, one, two];
      }
      return {
        node,
        value: bySquares ? { largest: then, squares: least } : { largest: least, squares: then },
      };
    });
  }

  /** `nodes` and more, each the one that leaves least. */
  grown(nodes: readonly number[], size: number, bySquares = false): readonly number[] {
    const list = [...nodes];
    while (list.length < size) list.push(this.oneMore(list, bySquares).node);
    return list;
  }

  /** The set in the order in which each next leaves least. */
  inOrder(nodes: readonly number[]): readonly number[] {
    const [left, order] = [[...nodes].sort((a, b) => a - b), [] as number[]];
    while (left.length > 0) {
      const { largestWithout, squaresWithout } = this.without(order, (removed) => this.cuts(removed));
      const valueAt = (node: number): Value => ({
        largest: largestWithout[node] as number,
        squares: squaresWithout[node] as number,
      });
      let best = 0;
      for (let at = 1; at < left.length; at++)
        if (less(valueAt(left[at] as number), valueAt(left[best] as number), false)) best = at;
      order.push(...left.splice(best, 1));
    }
    return order;
  }

  /** Every set of that size, the last node read off a walk; undefined where that is more than the effort allows. */
  exact(size: number): readonly number[] | undefined {
    const count = this.graph.ids.length;
    let sets = 1;
    for (let at = 0; at < size - 1; at++) sets = (sets * (count - at)) / (at + 1);
    if (sets * this.cost > this.effort) return undefined;
    let best: readonly number[] = [];
    let least: Value = { largest: Number.POSITIVE_INFINITY, squares: Number.POSITIVE_INFINITY };
    const chosen = Array.from({ length: size - 1 }, (_, at) => at);
    for (;;) {
      const { node, value } = this.oneMore(chosen, false);
      if (node !== -1 && less(value, least, false)) [best, least] = [[...chosen, node], value];
      let at = chosen.length - 1;
      while (at >= 0 && chosen[at] === count - chosen.length + at) at -= 1;
      if (at < 0) return best;
      chosen[at] = (chosen[at] as number) + 1;
      for (let after = at + 1; after < chosen.length; after++)
        chosen[after] = (chosen[after - 1] as number) + 1;
    }
  }

  /**
   * Swap search from each start, then from the best so far with some taken out and others put in, until so many
   * restarts in a row bring nothing or effort is spent.
   */
  swaps(size: number, starts: readonly (readonly number[])[], random: Random): readonly number[] {
    let spent = 0;
    const improve = (start: readonly number[], bySquares: boolean): readonly number[] => {
      const list = [...start];
      let value = this.valueOf(list);
      for (let failed = 0, at = 0; failed < size && spent < this.effort; at = (at + 1) % size) {
        spent += this.cost;
        const others = list.filter((_, place) => place !== at);
        const found = this.oneMore(others, bySquares);
        if (less(found.value, value, bySquares)) {
          list[at] = found.node;
          value = found.value;
          failed = 0;
        } else failed += 1;
      }
      return list;
    };
    let best = starts[0] ?? [];
    let least = this.valueOf(best);
    const consider = (list: readonly number[]) => {
      const value = this.valueOf(list);
      if (!less(value, least, false)) return false;
      [best, least] = [list, value];
      return true;
    };
    for (const start of starts)
      for (const bySquares of [false, true]) consider(improve(improve(start, bySquares), false));
    for (let idle = 0; idle < this.idleRestarts && spent < this.effort; ) {
      const bySquares = random.below(2) === 0;
      const out = 1 + random.below(Math.max(1, Math.ceil(size / 2)));
      const kept = [...best];
      for (let at = 0; at < out; at++) kept.splice(random.below(kept.length), 1);
      while (kept.length < size) {
        const node = random.below(this.graph.ids.length);
        if (!kept.includes(node)) kept.push(node);
      }
      idle = consider(improve(improve(kept, bySquares), false)) ? 0 : idle + 1;
    }
    return best;
  }
}

function less(one: Value, two: Value, bySquares: boolean): boolean {
  return bySquares
    ? one.squares < two.squares || (one.squares === two.squares && one.largest < two.largest)
    : one.largest < two.largest || (one.largest === two.largest && one.squares < two.squares);
}

function adaptiveOrder(graph: WeightedGraph, k: number, seed: number): readonly number[] {
  const removed = new Uint8Array(graph.ids.length);
  const order: number[] = [];
  while (order.length < k) {
    const { values } = betweenness(graph, {
      exactUpTo: EXACT_BETWEENNESS_NODES,
      pivots: PIVOTS,
      seed,
      removed,
    });
    let best = -1;
    for (let node = 0; node < removed.length; node++)
      if (removed[node] === 0 && (best === -1 || (values[node] as number) > (values[best] as number)))
        best = node;
    removed[best] = 1;
    order.push(best);
  }
  return order;
}

function mostConnected(graph: WeightedGraph, k: number): readonly number[] {
  const degrees = graph.ids.map((_, node) => degreeOf(graph, node));
  return [...degrees.keys()]
    .sort((a, b) => (degrees[b] as number) - (degrees[a] as number) || a - b)
    .slice(0, k);
}

/** Draws are fewer on large graphs: each walks the whole. */
function byChance(graph: WeightedGraph, k: number, wanted: number, random: Random, search: Search) {
  const draws = Math.min(
    wanted,
    Math.max(100, Math.floor(2e8 / (graph.neighbours.length + graph.ids.length + 1))),
  );
  const shares = Array.from({ length: draws }, () => {
    const chosen = new Set<number>();
    while (chosen.size < k) chosen.add(random.below(graph.ids.length));
    return search.shareWithout([...chosen]);
  }).sort((a, b) => a - b);
  const at = (share: number) => shares[Math.max(0, Math.ceil(share * draws) - 1)] ?? 0;
  return {
    draws,
    mean: shares.reduce((sum, share) => sum + share, 0) / draws,
    low: at(0.05),
    high: at(0.95),
  };
}

/**
 * The tie between what is left as the two largest components that would join them: of all such pairs the two who both
 * knew most of the removed, then those with most ties left.
 */
function bridgeOf(graph: WeightedGraph, removed: readonly number[], search: Search): Disruption['bridge'] {
  const gone = new Set(removed);
  const { of, sizes } = components(graph, (a, b) => !gone.has(a) && !gone.has(b));
  const lone = new Set(removed.map((node) => of[node] as number));
  const [first, second] = [...sizes.keys()]
    .filter((part) => !lone.has(part))
    .sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  if (first === undefined || second === undefined) return null;
  const members = (part: number) => [...graph.ids.keys()].filter((node) => of[node] === part);
  const knew = (node: number) => neighboursOf(graph, node).filter((other) => gone.has(other));
  const candidates = (part: number) =>
    members(part)
      .map((node) => ({ node, knew: knew(node), ties: degreeOf(graph, node) }))
      .sort((a, b) => b.knew.length - a.knew.length || b.ties - a.ties || a.node - b.node)
      .slice(0, 1_000);
  let best: { one: number; two: number; shared: number; ties: number } | undefined;
  const others = candidates(second);
  for (const one of candidates(first))
    for (const two of others) {
      const shared = one.knew.filter((node) => two.knew.includes(node)).length;
      const ties = one.ties - one.knew.length + two.ties - two.knew.length;
      if (best === undefined || shared > best.shared || (shared === best.shared && ties > best.ties))
        best = { one: one.node, two: two.node, shared, ties };
    }
  if (best === undefined) return null;
  return {
    personIds: [graph.ids[best.one] as string, graph.ids[best.two] as string],
    sharedRemoved: best.shared,
    shareLeftAfter: ((sizes[first] as number) + (sizes[second] as number)) / search.largest,
  };
}

function neighboursOf({ start, neighbours }: WeightedGraph, node: number): readonly number[] {
  return [...neighbours.subarray(start[node] as number, start[node + 1] as number)];
}
