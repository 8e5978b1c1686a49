import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { normaliseIdentifier } from '../../src/ingest/index.ts';
import type { Adjacency } from '../../src/links/adjacency/Adjacency.ts';
import { EVERY_KIND, PERSON } from '../../src/links/adjacency/kinds.ts';
import { type Sight, sightOf } from '../../src/links/adjacency/Sight.ts';
import { populationOf } from '../../src/links/hidden/population.ts';
import { rankChains } from '../../src/links/hidden/rankChains.ts';
import { rankHidden } from '../../src/links/hidden/rankHidden.ts';
import { newSearch } from '../../src/links/paths/PathQuestion.ts';
import { shortestPath } from '../../src/links/paths/shortestPath.ts';
import { censusOf } from '../../src/links/shared/census.ts';
import { expectedInFirst } from './expectedInFirst.ts';

/** Shares of what was planted that was found. */
export interface ConnectionsFound {
  /** Pairs who were given a thing in common, among the first twenty of a list's unrecorded ties: `hiddenLinks`. */
  readonly things: ByOrder;
  /** Ends of chains of two to five links, among the first twenty pairs of a list: `chains` of `hiddenLinks`. */
  readonly ends: ByOrder;
  /** Chains that are the first path between their ends. */
  readonly chains: number;
}

/** By what pairs are put in order. */
export interface ByOrder {
  readonly ours: number;
  readonly cheapest: number;
  readonly shortest: number;
  readonly common: number;
}

const FIRST = 20;
/** People of a list beside those who were planted. */
const OTHERS = 60;
const LONGEST = 8;

type Pair = readonly [number, number];

/**
 * Looks for the planted connections of a synthetic London in lists of those whom they connect and sixty others.
 * @param folder a London as `generateSeed` wrote it
 * @param adjacency of the store into which it was imported
 * @param source name of its source
 */
export async function onLondonConnections(
  folder: string,
  adjacency: Adjacency,
  visible: readonly string[],
  source: string,
): Promise<ConnectionsFound> {
  const sight = sightOf(adjacency, visible, 'NONE');
  const chains = await plantedChains(folder, adjacency, source);
  const others = peopleOf(sight, OTHERS);
  const sharers = chains.flatMap(sharersOf(adjacency));
  const ends = chains.map((chain): Pair => [chain[0] ?? 0, chain.at(-1) ?? 0]);
  let first = 0;
  for (const [nth, chain] of chains.entries()) {
    const path = await best(sight, ends[nth] ?? [0, 0], true);
    if (path?.states.join(' ') === chain.join(' ')) first += 1;
  }
  return {
    things: await found(sight, sharers, others, await hiddenOrder(sight, listOf(sharers, others))),
    ends: await found(sight, ends, others, await chainOrder(sight, listOf(ends, others))),
    chains: first / chains.length,
  };
}

/** Each chain as the nodes on it, first to last. */
async function plantedChains(
  folder: string,
  adjacency: Adjacency,
  source: string,
): Promise<readonly (readonly number[])[]> {
  const text = await readFile(join(folder, 'truth/hidden_connections.csv'), 'utf8');
  const rows: readonly Readonly<Record<'chain', string>>[] = parse(text, { columns: true });
  const nodeOf = (id: string) => {
    const [, kind, value = ''] = /^(PHONE|VEHICLE):(.*)$/.exec(id) ?? [];
    const node =
      kind === undefined
        ? (adjacency.find('PERSON', `${source}:${id}`) ?? adjacency.find('LOCATION', `${source}:${id}`))
        : adjacency.find(
            'IDENTIFIER',
            `${kind}:${normaliseIdentifier(kind as 'PHONE' | 'VEHICLE', value).value}`,
          );
    if (node === undefined) throw new Error(`${id} was planted and is not in the store.`);
    return node;
  };
  return rows.map(({ chain }) => chain.split(';').map(nodeOf));
}

/** Pairs of a chain who were given a thing in common. */
const sharersOf = (adjacency: Adjacency) => (chain: readonly number[]) =>
  chain.flatMap((node, at): Pair[] =>
    adjacency.nodeKind[node] === PERSON ? [] : [[chain[at - 1] ?? 0, chain[at + 1] ?? 0]],
  );

/** People with links, taken evenly from all that there are. */
function peopleOf(sight: Sight, count: number): readonly number[] {
  const { nodeKind, size } = sight.adjacency;
  const all = Array.from({ length: size }, (_, node) => node).filter(
    (node) => nodeKind[node] === PERSON && sight.sees(node) && sight.degree(node) > 1,
  );
  return all.filter((_, at) => at % Math.ceil(all.length / count) === 0);
}

const listOf = (pairs: readonly Pair[], others: readonly number[]): readonly number[] =>
  [...new Set([...pairs.flat(), ...others])].sort((a, b) => a - b);

/** The place of a pair among the unrecorded ties of a list. */
async function hiddenOrder(sight: Sight, listed: readonly number[]): Promise<(pair: Pair) => number> {
  const asked = { listed, population: await populationOf(sight), first: 200 };
  const { within } = await rankHidden(sight, await censusOf(sight), asked);
  const places = new Map(within.ties.map(({ ends }, place) => [keyOf([ends[0] ?? 0, ends[1] ?? 0]), place]));
  return (pair) => -(places.get(keyOf(pair)) ?? Infinity);
}

/** The place of a pair among the chains of a list. */
async function chainOrder(sight: Sight, listed: readonly number[]): Promise<(pair: Pair) => number> {
  const { chains } = await rankChains(sight, await censusOf(sight), { listed, first: 200 });
  const places = new Map(chains.map(({ ends: [one, other] }, place) => [keyOf([one, other]), place]));
  return (pair) => -(places.get(keyOf(pair)) ?? Infinity);
}

const keyOf = (pair: Pair): string => [...pair].sort((a, b) => a - b).join(' ');

/** Planted ones among the first twenty of all pairs of a list, by our order and by two plain ones. */
async function found(
  sight: Sight,
  planted: readonly Pair[],
  others: readonly number[],
  ours: (pair: Pair) => number,
): Promise<ByOrder> {
  const people = listOf(planted, others);
  const keys = new Set(planted.map(keyOf));
  const pairs = people.flatMap((one, at) => people.slice(at + 1).map((other): Pair => [one, other]));
  interface Judged {
    readonly pair: Pair;
    readonly ours: number;
    readonly length: number;
    readonly cost: number;
  }
  const unrecorded: Judged[] = [];
  for (const pair of pairs) {
    const length = (await best(sight, pair, false))?.states.length ?? Infinity;
    // A tie that somebody has recorded hides nothing.
    if (!keys.has(keyOf(pair)) && length === 2) continue;
    const cost = (await best(sight, pair, true))?.cost ?? Infinity;
    unrecorded.push({ pair, ours: ours(pair), length, cost });
  }
  const share = (value: (one: Judged) => number) =>
    expectedInFirst(
      unrecorded.map((one) => ({ value: value(one), wanted: keys.has(keyOf(one.pair)) })),
      FIRST,
    ) / Math.min(FIRST, keys.size);
  return {
    ours: share((one) => one.ours),
    cheapest: share(({ cost }) => -cost),
    shortest: share(({ length }) => -length),
    common: share(({ pair }) => commonOf(sight, pair)),
  };
}

function best(sight: Sight, ends: Pair, weighted: boolean) {
  const question = { sight, maxLength: LONGEST, kinds: EVERY_KIND, from: 0, to: 0, weighted };
  return shortestPath({ ...question, includeHubs: false }, ends, newSearch());
}

/** How many things both are linked to. */
function commonOf(sight: Sight, [one, other]: Pair): number {
  const around = (state: number) => {
    const { start } = sight.adjacency;
    const things = new Set<number>();
    for (let half = start[state] ?? 0; half < (start[state + 1] ?? 0); half += 1) {
      const next = sight.follow(state, half);
      if (next >= 0) things.add(next);
    }
    return things;
  };
  const others = around(other);
  return [...around(one)].filter((thing) => others.has(thing)).length;
}
