import { components } from './components.ts';
import { type Random, randomOf, shuffle } from './random.ts';
import { atOnce, type Turns } from './turns.ts';
import type { WeightedGraph } from './WeightedGraph.ts';

export interface LeidenOptions {
  /** `cpm` compares with a density, `modularity` with chance given each node's strength. */
  readonly quality?: 'modularity' | 'cpm';
  readonly resolution?: number;
  readonly seed?: number;
  /** Passes over the whole at most; each starts from the partition before. */
  readonly passes?: number;
}

/** A level: a graph whose nodes stand for sets of nodes of the level below. */
interface Level {
  readonly size: number;
  readonly start: Uint32Array;
  readonly other: Uint32Array;
  readonly weight: Float64Array;
  /** Strength (modularity) or number of first nodes (CPM). */
  readonly mass: Float64Array;
}

/** Randomness of the refinement, as in the paper. */
const THETA = 0.01;
/** Nodes between which others may be let in. */
const TURN = 1_000;
/** Gains below this are rounding. */
const LEAST_GAIN = 1e-10;

/**
 * Communities by the Leiden algorithm: Traag, Waltman & van Eck, From Louvain to Leiden, Scientific Reports 9 (2019)
 * 5233: fast local moves over a queue, refinement inside each community, aggregation of the refined parts. The same
 * seed gives the same answer. Not Louvain, whose communities may fall apart inside (same paper).
 * @returns for each node its community, numbered from 0 by size down, then by least node; each is connected
 */
export function leiden(graph: WeightedGraph, options: LeidenOptions = {}): Uint32Array {
  return atOnce(leidenInTurns(graph, options));
}

/** The same in turns. */
export function* leidenInTurns(graph: WeightedGraph, options: LeidenOptions = {}): Turns<Uint32Array> {
  const { quality = 'modularity', resolution = 1, seed = 1, passes = 10 } = options;
  const random = randomOf(seed);
  const first = firstLevel(graph, quality);
  const total = graph.weights.reduce((sum, value) => sum + value, 0);
  const gamma = quality === 'cpm' ? resolution : total === 0 ? 0 : resolution / total;
  let membership = Uint32Array.from({ length: first.size }, (_, node) => node);
  for (let pass = 0; pass < passes; pass++) {
    const [next, changed] = yield* onePass(first, membership, gamma, random);
    membership = next;
    if (!changed) break;
  }
  return numbered(connectedParts(graph, membership));
}

function firstLevel(graph: WeightedGraph, quality: 'modularity' | 'cpm'): Level {
  const size = graph.ids.length;
  const mass = new Float64Array(size).fill(quality === 'cpm' ? 1 : 0);
  if (quality === 'modularity')
    for (let node = 0; node < size; node++)
      for (let slot = graph.start[node] as number; slot < (graph.start[node + 1] as number); slot++)
        mass[node] = (mass[node] as number) + (graph.weights[slot] as number);
  return { size, start: graph.start, other: graph.neighbours, weight: graph.weights, mass };
}

/** Up through the levels until nothing can be put together any more. */
function* onePass(
  first: Level,
  initial: Uint32Array,
  gamma: number,
  random: Random,
): Turns<readonly [Uint32Array<ArrayBuffer>, boolean]> {
  let level = first;
  let partition = packed(initial);
  /** For each first node, its node of the present level. */
  const above = Uint32Array.from({ length: first.size }, (_, node) => node);
  let changed = false;
  for (;;) {
    if (yield* moveNodes(level, partition, gamma, random)) changed = true;
    yield;
    const refined = packed(refine(level, partition, gamma, random));
    yield;
    const parts = countOf(refined);
    if (parts === level.size) break;
    const community = new Uint32Array(parts);
    for (let node = 0; node < level.size; node++)
      community[refined[node] as number] = partition[node] as number;
    for (let node = 0; node < above.length; node++) above[node] = refined[above[node] as number] as number;
    level = aggregated(level, refined, parts);
    partition = packed(community);
  }
  return [above.map((node) => partition[node] as number), changed];
}

/** Fast local moves. Changes `partition`. @returns whether anything moved */
function* moveNodes(level: Level, partition: Uint32Array, gamma: number, random: Random): Turns<boolean> {
  const { size, start, other, weight, mass } = level;
  const communityMass = new Float64Array(size);
  const members = new Uint32Array(size);
  for (let node = 0; node < size; node++) {
    const community = partition[node] as number;
    communityMass[community] = (communityMass[community] as number) + (mass[node] as number);
    members[community] = (members[community] as number) + 1;
  }
  const empty: number[] = [];
  for (let community = size - 1; community >= 0; community--)
    if (members[community] === 0) empty.push(community);
  const queue = Uint32Array.from({ length: size }, (_, node) => node);
  shuffle(queue, random);
  const queued = new Uint8Array(size).fill(1);
  const toward = new Float64Array(size);
  const touched = new Uint32Array(size + 1);
  let [head, waiting, moved] = [0, size, false];
  while (waiting > 0) {
    const node = queue[head] as number;
    head = head + 1 === size ? 0 : head + 1;
    waiting -= 1;
    if (head % TURN === 0) yield;
    queued[node] = 0;
    const [own, begin, end] = [partition[node] as number, start[node] as number, start[node + 1] as number];
    let met = 0;
    for (let slot = begin; slot < end; slot++) {
      const community = partition[other[slot] as number] as number;
      if (toward[community] === 0) touched[met++] = community;
      toward[community] = (toward[community] as number) + (weight[slot] as number);
    }
    const nodeMass = mass[node] as number;
    communityMass[own] = (communityMass[own] as number) - nodeMass;
    let best = own;
    let bestGain = (toward[own] as number) - gamma * nodeMass * (communityMass[own] as number) + LEAST_GAIN;
    for (let at = 0; at < met; at++) {
      const community = touched[at] as number;
      const gain = (toward[community] as number) - gamma * nodeMass * (communityMass[community] as number);
      if (gain > bestGain) [best, bestGain] = [community, gain];
    }
    // A community of its own gains 0.
    if (bestGain < 0 && (members[own] as number) > 1) best = empty.at(-1) ?? own;
    for (let at = 0; at < met; at++) toward[touched[at] as number] = 0;
    communityMass[best] = (communityMass[best] as number) + nodeMass;
    if (best === own) continue;
    moved = true;
    if (members[best] === 0) empty.pop();
    members[best] = (members[best] as number) + 1;
    members[own] = (members[own] as number) - 1;
    if (members[own] === 0) empty.push(own);
    partition[node] = best;
    for (let slot = begin; slot < end; slot++) {
      const neighbour = other[slot] as number;
      if (partition[neighbour] === best || queued[neighbour] === 1) continue;
      queued[neighbour] = 1;
      queue[(head + waiting) % size] = neighbour;
      waiting += 1;
    }
  }
  return moved;
}

/** Inside each community, single nodes join well-connected parts at random by gain; parts stay connected. */
function refine(level: Level, partition: Uint32Array, gamma: number, random: Random): Uint32Array {
  const { size, start, other, weight, mass } = level;
  const refined = Uint32Array.from({ length: size }, (_, node) => node);
  const communityMass = new Float64Array(size);
  for (let node = 0; node < size; node++)
    communityMass[partition[node] as number] =
      (communityMass[partition[node] as number] as number) + (mass[node] as number);
  const partMass = mass.slice();
  const members = new Uint32Array(size).fill(1);
  /** Weight from each part to the rest of its community. */
  const outward = new Float64Array(size);
  for (let node = 0; node < size; node++)
    for (let slot = start[node] as number; slot < (start[node + 1] as number); slot++)
      if (partition[other[slot] as number] === partition[node])
        outward[node] = (outward[node] as number) + (weight[slot] as number);
  const within = outward.slice();
  const order = Uint32Array.from({ length: size }, (_, node) => node);
  shuffle(order, random);
  const toward = new Float64Array(size);
  const touched = new Uint32Array(size);
  const gains = new Float64Array(size);
  const wellConnected = (part: number, whole: number) =>
    (outward[part] as number) >= gamma * (partMass[part] as number) * (whole - (partMass[part] as number));
  for (const node of order) {
    if (members[node] !== 1 || refined[node] !== node) continue;
    const community = partition[node] as number;
    const whole = communityMass[community] as number;
    if (!wellConnected(node, whole)) continue;
    let met = 0;
    for (let slot = start[node] as number; slot < (start[node + 1] as number); slot++) {
      const neighbour = other[slot] as number;
      if (partition[neighbour] !== community) continue;
      const part = refined[neighbour] as number;
      if (toward[part] === 0) touched[met++] = part;
      toward[part] = (toward[part] as number) + (weight[slot] as number);
    }
    let most = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < met; at++) {
      const part = touched[at] as number;
      const gain = (toward[part] as number) - gamma * (mass[node] as number) * (partMass[part] as number);
      gains[at] = gain >= 0 && wellConnected(part, whole) ? gain : Number.NaN;
      if ((gains[at] as number) > most) most = gains[at] as number;
    }
    const chosen = most > 0 ? drawn(gains, met, most, random) : -1;
    if (chosen >= 0) {
      const part = touched[chosen] as number;
      refined[node] = part;
      members[part] = (members[part] as number) + 1;
      members[node] = 0;
      partMass[part] = (partMass[part] as number) + (mass[node] as number);
      outward[part] = (outward[part] as number) + (within[node] as number) - 2 * (toward[part] as number);
    }
    for (let at = 0; at < met; at++) toward[touched[at] as number] = 0;
  }
  return refined;
}

/** One of the gains that are numbers, with probability as exp(gain / THETA). */
function drawn(gains: Float64Array, count: number, most: number, random: Random): number {
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const gain = gains[at] as number;
    if (!Number.isNaN(gain)) sum += Math.exp((gain - most) / THETA);
  }
  let left = random.share() * sum;
  let last = -1;
  for (let at = 0; at < count; at++) {
    const gain = gains[at] as number;
    if (Number.isNaN(gain)) continue;
    last = at;
    left -= Math.exp((gain - most) / THETA);
    if (left < 0) break;
  }
  return last;
}

/** Ties inside a part are left out: they count the same wherever the part goes. */
function aggregated(level: Level, part: Uint32Array, parts: number): Level {
  const begin = new Uint32Array(parts + 1);
  for (let node = 0; node < level.size; node++)
    begin[(part[node] as number) + 1] = (begin[(part[node] as number) + 1] as number) + 1;
  for (let at = 0; at < parts; at++) begin[at + 1] = (begin[at + 1] as number) + (begin[at] as number);
  const next = begin.slice();
  const members = new Uint32Array(level.size);
  const mass = new Float64Array(parts);
  for (let node = 0; node < level.size; node++) {
    const at = part[node] as number;
    members[next[at] as number] = node;
    next[at] = (next[at] as number) + 1;
    mass[at] = (mass[at] as number) + (level.mass[node] as number);
  }
  const start = new Uint32Array(parts + 1);
  const other = new Uint32Array(level.other.length);
  const weight = new Float64Array(level.other.length);
  const slotOf = new Int32Array(parts).fill(-1);
  let end = 0;
  for (let at = 0; at < parts; at++) {
    const first = end;
    for (let member = begin[at] as number; member < (begin[at + 1] as number); member++) {
      const node = members[member] as number;
      for (let slot = level.start[node] as number; slot < (level.start[node + 1] as number); slot++) {
        const to = part[level.other[slot] as number] as number;
        if (to === at) continue;
        const known = slotOf[to] as number;
        if (known >= first) weight[known] = (weight[known] as number) + (level.weight[slot] as number);
        else {
          slotOf[to] = end;
          other[end] = to;
          weight[end] = level.weight[slot] as number;
          end += 1;
        }
      }
    }
    start[at + 1] = end;
  }
  return { size: parts, start, other: other.slice(0, end), weight: weight.slice(0, end), mass };
}

/** The same partition in numbers from 0 in order of first appearance. */
function packed(partition: Uint32Array): Uint32Array<ArrayBuffer> {
  const numbers = new Map<number, number>();
  return Uint32Array.from(partition, (value) => {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, numbers.size);
    return numbers.size - 1;
  });
}

function countOf(packedPartition: Uint32Array): number {
  let most = -1;
  for (const value of packedPartition) if (value > most) most = value;
  return most + 1;
}

/** What is left of the last moves may have come apart where passes ran out; parts of it are worth no less. */
function connectedParts(graph: WeightedGraph, partition: Uint32Array): Uint32Array {
  return components(graph, (a, b) => partition[a] === partition[b]).of;
}

/** Numbers by size down, then by least node. */
function numbered(partition: Uint32Array): Uint32Array {
  const inOrder = packed(partition);
  const sizes = new Uint32Array(countOf(inOrder));
  for (const value of inOrder) sizes[value] = (sizes[value] as number) + 1;
  const order = [...sizes.keys()].sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  const place = new Uint32Array(order.length);
  for (const [at, value] of order.entries()) place[value] = at;
  return inOrder.map((value) => place[value] as number);
}
