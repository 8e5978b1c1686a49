import { type Clock, londonDate } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type CallOptions, currentVersion, type Graph, unlessAborted } from '../../graph/index.ts';
import { beginTurn } from '../turns/Turn.ts';
import { compare } from './compare.ts';
import { offencesOfGraph, type Projection, projectionOnto } from './fromGraph.ts';
import { learnAside } from './learnAside.ts';
import type { ModelCard } from './modelCard.ts';
import { loadSeriesOffences } from './repository.ts';
import type { SeriesOffence } from './SeriesOffence.ts';
import { solvedGroups } from './solvedGroups.ts';
import { standingOf } from './standing.ts';
import { modelsOf, type TrainedModels } from './train.ts';

/** The offences that a caller may see, and what was learned on them alone. */
export interface CurrentSeries {
  readonly offences: readonly SeriesOffence[];
  /** Place of an offence in `offences`. */
  readonly indexOf: ReadonlyMap<string, number>;
  readonly models: TrainedModels;
  readonly card: ModelCard;
  /** By offence: what a decision on it stands on, in short. */
  readonly standing: readonly string[];
  /** By offence. */
  readonly markings: readonly string[];
  /** How places on the globe lie among them; undefined where they lie on a plane of their own. */
  readonly projection: Projection | undefined;
  /** Where there may be more offences than are looked at: which those are. */
  readonly beyond: string | undefined;
}
interface Kept {
  readonly version: number;
  /** How many offences; none until they are learned. */
  size: number;
  readonly series: Promise<CurrentSeries>;
}

/** Sets of markings that are kept: each holds every offence of them; and how many offences of all of them together. */
const KEPT = 4;
const MOST_KEPT = 400_000;
/** A kilobyte each, about. */
const MOST_OFFENCES = 200_000;
const BEING_LEARNED = () =>
  new LinchpinError(
    'UNAVAILABLE',
    'How offences are linked is being learned after a change; ask again in a minute.',
  );

interface Memory {
  readonly kept: Map<string, Kept>;
  /** One is learned at a time. */
  work: Promise<unknown>;
}
const memories = new WeakMap<Graph, Memory>();

/**
 * The offences of exactly these markings with the models learned on them, at the version of the graph that these markings
 * let see: what is hidden changes neither an answer nor when it is learned anew.
 * @throws LinchpinError UNAVAILABLE where the question's time is over before it is learned; the learning goes on
 */
export async function currentSeries(
  graph: Graph,
  visible: readonly string[],
  clock: Clock,
  options: CallOptions,
): Promise<CurrentSeries> {
  const memory = memories.get(graph) ?? { kept: new Map<string, Kept>(), work: Promise.resolve() };
  memories.set(graph, memory);
  const { kept } = memory;
  const markings = [...visible].sort();
  const key = markings.join('|');
  const version = await currentVersion(graph, markings);
  const known = kept.get(key);
  const current =
    known?.version === version ? known : begin(memory, key, version, () => learn(graph, markings, clock));
  // The one asked for least lately goes first.
  kept.delete(key);
  kept.set(key, current);
  makeRoom(kept);
  return unlessAborted(current.series, options.signal, BEING_LEARNED());
}

/** Learns when the others are done. Where something newer is wanted by then, that is waited for in its place. */
function begin(memory: Memory, key: string, version: number, learning: () => Promise<CurrentSeries>): Kept {
  const { kept } = memory;
  const wanted = () => kept.get(key)?.version === version;
  const turn = memory.work.then(() => (wanted() ? learning() : undefined));
  memory.work = turn.catch(() => {
    // The next question tries again.
    if (wanted()) kept.delete(key);
  });
  const series = turn.then((found) => found ?? kept.get(key)?.series ?? Promise.reject(BEING_LEARNED()));
  const entry: Kept = { version, size: 0, series };
  turn.then(
    (found) => {
      entry.size = found?.offences.length ?? 0;
      makeRoom(kept);
    },
    () => undefined,
  );
  return entry;
}

function makeRoom(kept: Map<string, Kept>): void {
  let offences = [...kept.values()].reduce((sum, { size }) => sum + size, 0);
  for (const [key, { size }] of [...kept].slice(0, -1)) {
    if (kept.size <= KEPT && offences <= MOST_KEPT) return;
    kept.delete(key);
    offences -= size;
  }
}

async function learn(graph: Graph, markings: readonly string[], clock: Clock): Promise<CurrentSeries> {
  const asked = { visible: markings, most: MOST_OFFENCES };
  const rows = await loadSeriesOffences(graph, asked, { operation: 'learning how offences are linked' });
  // Others are let in between what goes over every offence at once.
  const turn = beginTurn();
  const offences = offencesOfGraph(rows);
  await turn.end();
  const beyond = beyondOf(rows.length);
  const source =
    beyond === undefined
      ? 'offences of this service that you may see'
      : `the ${MOST_OFFENCES} offences of this service reported last that you may see`;
  const { learned, card } = await learnAside({ offences, source, date: londonDate(clock.now()) });
  const comparer = compare(offences);
  await turn.end();
  const groups = solvedGroups(offences);
  await turn.end();
  const models = modelsOf(comparer, groups, learned);
  await turn.end();
  const standing: string[] = [];
  for (const row of rows) {
    standing.push(standingOf(row));
    if (turn.isOver()) await turn.end();
  }
  return {
    offences,
    indexOf: new Map(offences.map(({ id }, index) => [id, index])),
    models,
    card,
    standing,
    markings: rows.map(({ marking }) => marking),
    projection: projectionOnto(rows),
    beyond,
  };
}

/** What to say of so many offences that were read. */
export const beyondOf = (offences: number): string | undefined =>
  offences < MOST_OFFENCES
    ? undefined
    : `Only the ${MOST_OFFENCES} offences reported last that you may see are looked at.`;
