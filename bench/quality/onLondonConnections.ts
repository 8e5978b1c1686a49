import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Adjacency } from '../../src/links/adjacency/Adjacency.ts';
import { EVERY_KIND, PERSON } from '../../src/links/adjacency/kinds.ts';
import { type Sight, sightOf } from '../../src/links/adjacency/Sight.ts';
import { newSearch } from '../../src/links/paths/PathQuestion.ts';
import { shortestPath } from '../../src/links/paths/shortestPath.ts';

/** Pairs of planted ends among the first of a list's pairs, by how the pairs are put in order. */
export interface ConnectionsFound {
  /** Pairs that were planted. */
  readonly planted: number;
  /** Cheapest path by rarity. */
  readonly ours: number;
  /** Plain shortest path. */
  readonly shortest: number;
  /** Number of things that both are linked to. */
  readonly common: number;
  /** Pairs whose cheapest path is the planted chain itself. */
  readonly chains: number;
}

/** How many of the pairs are looked at. */
const FIRST = 20;
/** People who are looked at beside the planted ends. */
const OTHERS = 60;
const LONGEST = 8;

/**
 * Of people among whom some pairs were joined by a planted chain, puts all pairs in order by what connects them and
 * counts the planted ones among the first twenty. Where many stand equal, the planted ones among them count as an order
 * by lot would have them on average.
 * @param folder a synthetic London as `generateSeed` wrote it
 * @param adjacency of the store into which it was imported
 * @param source name of its source
 */
export async function onLondonConnections(
  folder: string,
  adjacency: Adjacency,
  visible: readonly string[],
  source: string,
): Promise<ConnectionsFound> {
  const text = await readFile(join(folder, 'truth/hidden_connections.csv'), 'utf8');
  const rows: readonly Readonly<Record<'from_id' | 'to_id' | 'chain', string>>[] = parse(text, {
    columns: true,
  });
  const sight = sightOf(adjacency, visible, 'NONE');
  const personOf = (id: string) => adjacency.find('PERSON', `${source}:${id}`);
  const planted = new Map<string, readonly string[]>();
  const people = new Set<number>();
  for (const row of rows) {
    const [from, to] = [personOf(row.from_id), personOf(row.to_id)];
    if (from === undefined || to === undefined) throw new Error(`${row.from_id} is not in the store.`);
    planted.set(pairOf(from, to), row.chain.split(';'));
    people.add(from).add(to);
  }
  for (const person of spread(sight, OTHERS)) people.add(person);

  const pairs = pairsOf([...people]).map(([one, other]) => {
    const path = best(sight, one, other, true);
    return {
      chain: planted.get(pairOf(one, other)),
      path,
      ours: -(path?.cost ?? Number.POSITIVE_INFINITY),
      shortest: -(best(sight, one, other, false)?.states.length ?? Number.POSITIVE_INFINITY),
      common: commonOf(sight, one, other),
    };
  });
  const isChain = ({ path, chain }: (typeof pairs)[number]) => {
    const walked = path?.states.map((state) => adjacency.idOf(state).replace(`${source}:`, '')) ?? [];
    return chain !== undefined && [chain.join(' '), chain.toReversed().join(' ')].includes(walked.join(' '));
  };
  const inFirst = (measure: 'ours' | 'shortest' | 'common') =>
    expectedInFirst(
      pairs.map((pair) => ({ value: pair[measure], planted: pair.chain !== undefined })),
      FIRST,
    ) / planted.size;
  return {
    planted: planted.size,
    ours: inFirst('ours'),
    shortest: inFirst('shortest'),
    common: inFirst('common'),
    chains: pairs.filter(isChain).length / planted.size,
  };
}

const pairOf = (one: number, other: number) => [one, other].sort((a, b) => a - b).join(' ');

function pairsOf(people: readonly number[]): (readonly [number, number])[] {
  return people.flatMap((one, at) => people.slice(at + 1).map((other) => [one, other] as const));
}

/** People with links, taken evenly from all that there are. */
function spread(sight: Sight, count: number): readonly number[] {
  const { nodeKind, size } = sight.adjacency;
  const all = Array.from({ length: size }, (_, node) => node).filter(
    (node) => nodeKind[node] === PERSON && sight.sees(node) && sight.degree(node) > 1,
  );
  return all.filter((_, at) => at % Math.ceil(all.length / count) === 0);
}

function best(sight: Sight, source: number, target: number, weighted: boolean) {
  const question = { sight, maxLength: LONGEST, kinds: EVERY_KIND, from: 0, to: 0, weighted };
  return shortestPath(
    { ...question, includeHubs: false },
    { source, target, maxLength: LONGEST },
    newSearch(),
  );
}

/** How many things both are linked to. */
function commonOf(sight: Sight, one: number, other: number): number {
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

/** How many planted ones are among the first so many by value, on average over all orders of equal ones. */
function expectedInFirst(
  pairs: readonly { readonly value: number; readonly planted: boolean }[],
  first: number,
): number {
  const byValue = new Map<number, { planted: number; all: number }>();
  for (const { value, planted } of pairs) {
    const group = byValue.get(value) ?? { planted: 0, all: 0 };
    byValue.set(value, { planted: group.planted + (planted ? 1 : 0), all: group.all + 1 });
  }
  let [left, expected] = [first, 0];
  for (const [, { planted, all }] of [...byValue].sort(([a], [b]) => b - a)) {
    const taken = Math.min(left, all);
    expected += (planted * taken) / all;
    left -= taken;
  }
  return expected;
}
