import type { Turn } from '../turns/Turn.ts';
import { type Cuts, cutter } from './cutting.ts';
import type { Random } from './random.ts';
import type { WeightedGraph } from './WeightedGraph.ts';

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

export interface Value {
  readonly largest: number;
  readonly squares: number;
}

/** Looks for the people without whom least hangs together, all candidates of a step read off one walk. */
export class RemovalSearch {
  readonly largest: number;
  private readonly removed: Uint8Array;
  private readonly cost: number;
  /** Steps along ties that the present search has taken. */
  private spent = 0;
  private readonly cuts: (removed?: Uint8Array) => Cuts;

  constructor(
    private readonly graph: WeightedGraph,
    private readonly effort: number,
    private readonly idleRestarts: number,
    private readonly turn: Turn,
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
  async exact(size: number): Promise<readonly number[] | undefined> {
    const count = this.graph.ids.length;
    let sets = 1;
    for (let at = 0; at < size - 1; at++) sets = (sets * (count - at)) / (at + 1);
    if (sets * this.cost > this.effort) return undefined;
    let best: readonly number[] = [];
    let least: Value = { largest: Number.POSITIVE_INFINITY, squares: Number.POSITIVE_INFINITY };
    const chosen = Array.from({ length: size - 1 }, (_, at) => at);
    for (;;) {
      if (this.turn.isOver()) await this.turn.end();
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
  async swaps(
    size: number,
    starts: readonly (readonly number[])[],
    random: Random,
  ): Promise<readonly number[]> {
    this.spent = 0;
    let best = starts[0] ?? [];
    let least = this.valueOf(best);
    const consider = (list: readonly number[]) => {
      const value = this.valueOf(list);
      if (!less(value, least, false)) return false;
      [best, least] = [list, value];
      return true;
    };
    for (const start of starts)
      for (const bySquares of [false, true])
        consider(await this.improve(await this.improve(start, bySquares), false));
    for (let idle = 0; idle < this.idleRestarts && this.spent < this.effort; ) {
      const bySquares = random.below(2) === 0;
      const out = 1 + random.below(Math.max(1, Math.ceil(size / 2)));
      const kept = [...best];
      for (let at = 0; at < out; at++) kept.splice(random.below(kept.length), 1);
      while (kept.length < size) {
        const node = random.below(this.graph.ids.length);
        if (!kept.includes(node)) kept.push(node);
      }
      const improved = await this.improve(await this.improve(kept, bySquares), false);
      idle = consider(improved) ? 0 : idle + 1;
    }
    return best;
  }

  /** Exchanges each in turn for whoever leaves less, until a whole round brings nothing. */
  private async improve(start: readonly number[], bySquares: boolean): Promise<readonly number[]> {
    const list = [...start];
    let value = this.valueOf(list);
    for (
      let failed = 0, at = 0;
      failed < list.length && this.spent < this.effort;
      at = (at + 1) % list.length
    ) {
      if (this.turn.isOver()) await this.turn.end();
      this.spent += this.cost;
      const others = list.filter((_, place) => place !== at);
      const found = this.oneMore(others, bySquares);
      if (less(found.value, value, bySquares)) {
        list[at] = found.node;
        value = found.value;
        failed = 0;
      } else failed += 1;
    }
    return list;
  }
}

function less(one: Value, two: Value, bySquares: boolean): boolean {
  return bySquares
    ? one.squares < two.squares || (one.squares === two.squares && one.largest < two.largest)
    : one.largest < two.largest || (one.largest === two.largest && one.squares < two.squares);
}
