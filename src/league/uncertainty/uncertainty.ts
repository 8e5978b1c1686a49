import { createHash } from 'node:crypto';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { allegationsOf } from '../table/allegations.ts';
import type { LeagueTable } from '../table/LeagueTable.ts';
import type { RankedSuspect } from '../table/Line.ts';
import { type BootstrapAnswer, bootstrapRanks } from './bootstrap.ts';
import { type Drawable, type Sample, sampleOf } from './Sample.ts';

/** How firmly somebody stands where they stand, as far as chance among the allegations goes. */
export interface RankUncertainty {
  /** 90 % interval of the rank; undefined where the harm of every allegation is unknown. */
  readonly rankLow: number | undefined;
  readonly rankHigh: number | undefined;
  readonly probabilityListed: number | undefined;
}

/** Somebody who cannot be separated from the cut. */
export interface BandMember {
  readonly ranked: RankedSuspect;
  readonly probabilityListed: number;
}

/** People whose intervals are computed at once: the longest list, or as many further down. */
const BLOCK = 1_000;
const [UNLIKELY, LIKELY] = [0.05, 0.95];

/** Whether somebody with this probability of being listed cannot be separated from the cut. */
export const inBand = (probabilityListed: number): boolean =>
  probabilityListed > UNLIKELY && probabilityListed < LIKELY;

interface Prepared {
  readonly sample: Sample;
  readonly seed: number;
  readonly places: ReadonlyMap<string, number>;
}
const prepared = new WeakMap<LeagueTable, Promise<Prepared>>();
const answers = new WeakMap<LeagueTable, Map<string, Promise<BootstrapAnswer>>>();

/** The uncertainty of one ranked suspect's place, for a list of this size. Computed once for each version of a table. */
export async function uncertaintyOf(
  graph: Graph,
  table: LeagueTable,
  { personId, rank, offences, unknownHarm }: RankedSuspect,
  size: number,
  options?: CallOptions,
): Promise<RankUncertainty> {
  const block = Math.floor((rank - 1) / BLOCK);
  const { places } = await prepare(graph, table, options);
  const answer = await answerFor(graph, table, block, size, options);
  const place = places.get(personId);
  const interval = answer.intervals[rank - 1 - block * BLOCK];
  if (place === undefined || interval === undefined || unknownHarm >= offences)
    return { rankLow: undefined, rankHigh: undefined, probabilityListed: undefined };
  return { ...interval, probabilityListed: answer.listed[place] };
}

/**
 * Those whose probability of being listed lies strictly between .05 and .95, by rank: nobody among them is separated from
 * the cut at the level of the interval. Whose allegations are all of unknown harm is not among them.
 */
export async function bandOf(
  graph: Graph,
  table: LeagueTable,
  size: number,
  options?: CallOptions,
): Promise<readonly BandMember[]> {
  const { places } = await prepare(graph, table, options);
  const { listed } = await answerFor(graph, table, 0, size, options);
  return table.ranked.flatMap((ranked) => {
    const probabilityListed = listed[places.get(ranked.personId) ?? -1] ?? 0;
    const known = ranked.unknownHarm < ranked.offences;
    return known && inBand(probabilityListed) ? [{ ranked, probabilityListed }] : [];
  });
}

function prepare(graph: Graph, table: LeagueTable, options?: CallOptions): Promise<Prepared> {
  const known = prepared.get(table);
  if (known !== undefined) return known;
  const made = allegationsOf(graph, table, options).then((allegations) => {
    const sample = sampleOf(allegations);
    const places = new Map(sample.personIds.map((personId, place) => [personId, place]));
    return { sample, places, seed: seedOf(table, allegations) };
  });
  prepared.set(table, made);
  made.catch(() => prepared.delete(table));
  return made;
}

function answerFor(
  graph: Graph,
  table: LeagueTable,
  block: number,
  size: number,
  options?: CallOptions,
): Promise<BootstrapAnswer> {
  const kept = answers.get(table) ?? new Map<string, Promise<BootstrapAnswer>>();
  answers.set(table, kept);
  const key = `${block}|${size}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = prepare(graph, table, options).then(({ sample, places, seed }) => {
    const asked = table.ranked.slice(block * BLOCK, (block + 1) * BLOCK);
    const targets = asked.map(({ personId }) => places.get(personId) ?? -1);
    return bootstrapRanks(sample, { size, targets, seed });
  });
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}

/** From the question and what counts under it, so that the same inputs give the same answer wherever they are asked. */
export function seedOf(
  { scope }: Pick<LeagueTable, 'scope'>,
  allegations: readonly (Drawable & { readonly offenceId: string })[],
): number {
  const { weights: _weights, ...question } = scope;
  const hash = createHash('sha256').update(JSON.stringify(question));
  for (const { personId, offenceId, micros, victimIds } of allegations)
    hash.update(JSON.stringify([personId, offenceId, micros ?? null, victimIds]));
  return hash.digest().readInt32BE(0);
}
