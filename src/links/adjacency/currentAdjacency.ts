import { listMarkings } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type CallOptions, type Graph, unlessAborted, type Versions } from '../../graph/index.ts';
import type { Adjacency } from './Adjacency.ts';
import { bringForward } from './bringForward.ts';
import { loadAdjacency } from './loadAdjacency.ts';
import { type Sight, sightOf, type VictimMode } from './Sight.ts';

interface Kept {
  adjacency: Adjacency | undefined;
  /** Of every marking: what was written up to these is in it. */
  versions: Versions;
  work: Promise<void> | undefined;
  sights: Map<string, Sight>;
}

/** Sights kept of one adjacency: each holds what it has counted. */
const MOST_SIGHTS = 8;
/** A graph that changes all the time must not keep a reader waiting for ever. */
const ATTEMPTS = 5;
const memory = new WeakMap<Graph, Kept>();
const BEING_READ = () =>
  new LinchpinError('UNAVAILABLE', 'The graph is being read after a change; ask again in a minute.');

/** Where the facts stood when it was asked, where that is known already. */
interface Asked extends CallOptions {
  readonly facts?: Versions | undefined;
}

/**
 * The graph as it stands, as a caller sees it. It is read whole at the first question, and
 * brought forward when facts have changed.
 * @throws LinchpinError UNAVAILABLE where the question's time is over before the graph is read
 */
export async function sightFor(
  graph: Graph,
  visible: readonly string[],
  victims: VictimMode,
  options: Asked,
): Promise<Sight> {
  const kept = keptFor(graph);
  const adjacency = await currentAdjacency(graph, kept, options);
  const key = `${victims}|${[...visible].sort().join('|')}`;
  const known = kept.sights.get(key);
  if (known?.adjacency === adjacency) return known;
  const sight = sightOf(adjacency, visible, victims);
  kept.sights.delete(key);
  kept.sights.set(key, sight);
  for (const old of kept.sights.keys()) if (kept.sights.size > MOST_SIGHTS) kept.sights.delete(old);
  return sight;
}

/** Reads the graph before somebody asks: a first question about a large one would outlast its time. */
export async function readAhead(graph: Graph): Promise<void> {
  await currentAdjacency(graph, keptFor(graph), {});
}

function keptFor(graph: Graph): Kept {
  const known = memory.get(graph);
  if (known !== undefined) return known;
  const kept: Kept = { adjacency: undefined, versions: new Map(), work: undefined, sights: new Map() };
  memory.set(graph, kept);
  return kept;
}

async function currentAdjacency(graph: Graph, kept: Kept, { facts, signal }: Asked): Promise<Adjacency> {
  if (facts !== undefined && kept.adjacency !== undefined && same(kept.versions, facts))
    return kept.adjacency;
  for (let asked = await factsVersions(graph); ; ) {
    if (kept.adjacency !== undefined && same(kept.versions, asked)) return kept.adjacency;
    kept.work ??= bring(graph, kept).finally(() => {
      kept.work = undefined;
    });
    await unlessAborted(kept.work, signal, BEING_READ());
    // Work that somebody else had begun may have begun before what this question must see was written.
    if (kept.adjacency !== undefined && covers(kept.versions, asked)) return kept.adjacency;
    asked = await factsVersions(graph);
  }
}

/**
 * Brings the adjacency to where the facts stand: by what changed, or read whole where that is not known. What was
 * written while it was read is looked at again, so that it seldom holds a part of a change.
 */
async function bring(graph: Graph, kept: Kept): Promise<void> {
  let loaded = false;
  let now = await factsVersions(graph);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (kept.adjacency !== undefined && same(kept.versions, now)) return;
    const next =
      kept.adjacency === undefined
        ? undefined
        : await bringForward(graph, kept.adjacency, [kept.versions, now]);
    if (next !== undefined) keep(kept, next, now);
    else if (loaded) return;
    else {
      // Two of them at a time are too large.
      keep(kept, undefined, new Map());
      keep(kept, await loadAdjacency(graph), now);
      loaded = true;
    }
    now = await factsVersions(graph);
  }
}

function keep(kept: Kept, adjacency: Adjacency | undefined, versions: Versions): void {
  if (kept.adjacency !== adjacency) kept.sights.clear();
  kept.adjacency = adjacency;
  kept.versions = versions;
}

const factsVersions = async (graph: Graph): Promise<Versions> =>
  new Map((await listMarkings(graph)).map(({ id, version }) => [id, version] as const));

const same = (one: Versions, other: Versions): boolean =>
  one.size === other.size && [...other].every(([marking, version]) => one.get(marking) === version);
const covers = (one: Versions, other: Versions): boolean =>
  [...other].every(([marking, version]) => (one.get(marking) ?? -1) >= version);
