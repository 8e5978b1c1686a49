import { type CallOptions, type Graph, recordChange } from '../../graph/index.ts';
import { canonicalJson } from '../runs/canonicalRun.ts';
import { placesOf } from '../runs/placesOf.ts';
import type { RunEntry } from '../runs/RunRecord.ts';
import {
  eraseFromEntries,
  eraseFromEvents,
  eraseFromTables,
  listRunCopies,
  readRunPage,
  writeRunPage,
} from './repository.ts';

/** A record that is gone, and what stands in for its id where only the numbers may stay. */
export interface ErasedRecord {
  readonly id: string;
  readonly standIn: string;
  /** Markings of the runs, tables and events to look in; all where nothing is said. */
  readonly scope: readonly string[] | undefined;
}

/**
 * Takes a record's id out of everything that the league keeps beside the facts: stored runs, the current tables and
 * announced changes. Ranks, harm, offences and totals stay as they were, so that runs go on adding up. Asked again it
 * changes nothing.
 */
export async function eraseFromLeague(
  graph: Graph,
  erased: ErasedRecord,
  options?: CallOptions,
): Promise<void> {
  const { id, standIn, scope } = erased;
  const markings = new Set<string>();
  for (const { runId, pageId } of await listRunCopies(graph, JSON.stringify(id), scope, options))
    markings.add(await eraseFromPage(graph, { runId, pageId }, erased, options));
  const texts = { quoted: `"personId":${JSON.stringify(id)}`, quotedStandIn: `"personId":"${standIn}"` };
  for (const marking of await eraseFromEntries(graph, { id, standIn, scope, ...texts }, options))
    markings.add(marking);
  await eraseFromTables(graph, { id, scope }, options);
  await eraseFromEvents(graph, { ...texts, scope }, options);
  // Answers that are kept for as long as nothing changes must not outlive the change of a run.
  await graph.transaction((tx) => recordChange(tx, { markings: [...markings], touched: {} }), options);
}

/** @returns the marking of the run */
function eraseFromPage(
  graph: Graph,
  page: { readonly runId: string; readonly pageId: string },
  { id, standIn }: ErasedRecord,
  options?: CallOptions,
): Promise<string> {
  return graph.transaction(async (tx) => {
    const { content, marking, ranked, erasedIds, erasedPlaces } = await readRunPage(tx, page);
    const entries: readonly RunEntry[] = JSON.parse(content);
    if (!entries.some(({ personId, recordIds }) => personId === id || recordIds.includes(id))) return marking;
    const known = new Map(erasedIds.map((erased, index) => [erased, erasedPlaces[index] ?? 0]));
    const place = placesOf(ranked, known).get(id);
    if (place !== undefined) known.set(standIn, place);
    const without = (text: string) => (text === id ? standIn : text);
    const left = entries.map((entry) => ({
      ...entry,
      personId: without(entry.personId),
      recordIds: entry.recordIds.map(without),
    }));
    await writeRunPage(tx, {
      ...page,
      content: canonicalJson(left),
      personIds: left.map(({ personId }) => personId),
      erasedIds: [...known.keys()],
      erasedPlaces: [...known.values()],
    });
    return marking;
  }, options);
}
