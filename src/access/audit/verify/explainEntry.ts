import { type ChainEntry, chainStart, entryHash } from '../entrySeal.ts';
import { findEntriesByHash, readChain } from '../repository.ts';
import type { Finding } from './Finding.ts';
import type { ChainReader, ChainState } from './verifyChain.ts';

/** How far from its place an entry of the same chain is looked for. */
const NEAR = 1_000;

/** What became of an entry whose hash does not hold: it was moved, put in between, or changed. */
export async function explainEntry(
  reader: ChainReader,
  state: ChainState,
  entry: ChainEntry,
): Promise<Finding> {
  const { instance, sequence, hash: id } = entry;
  const place = { instance, sequence, id };
  const origin = await originOf(reader, entry);
  if (origin !== undefined)
    return {
      ...place,
      kind: 'reordered',
      detail: `it belongs in place ${origin.sequence} of chain ${origin.instance}`,
    };
  const [next] = await readChain(reader.graph, { instance, after: sequence, upTo: sequence + 1 });
  const key = reader.keys.get(next?.keyId ?? '');
  const before =
    state.sequence === 0 && key !== undefined ? chainStart(key, reader.store, instance) : state.hash;
  if (next?.previous === before)
    return { ...place, kind: 'inserted', detail: 'the entry after it follows the one before it' };
  if (next === undefined && sequence > (reader.heads.get(instance) ?? sequence))
    return { ...place, kind: 'inserted', detail: 'it stands above the head on disk and is not sealed' };
  return { ...place, kind: 'changed', detail: 'its fields are not those that were sealed' };
}

interface Origin {
  readonly instance: string;
  readonly sequence: number;
}

/** Where this entry was written, if it only stands elsewhere. */
async function originOf(reader: ChainReader, entry: ChainEntry): Promise<Origin | undefined> {
  const key = reader.keys.get(entry.keyId);
  if (key === undefined) return undefined;
  const isFrom = (origin: Origin) => entryHash(key, { ...entry, ...origin }) === entry.hash;
  for (const before of await findEntriesByHash(reader.graph, [entry.previous])) {
    const origin = { instance: before.instance, sequence: before.sequence + 1 };
    if (isFrom(origin)) return origin;
  }
  for (let distance = 1; distance <= NEAR; distance += 1)
    for (const sequence of [entry.sequence - distance, entry.sequence + distance])
      if (sequence > 0 && isFrom({ instance: entry.instance, sequence }))
        return { instance: entry.instance, sequence };
  for (const instance of reader.instances())
    if (entry.previous === chainStart(key, reader.store, instance) && isFrom({ instance, sequence: 1 }))
      return { instance, sequence: 1 };
  return undefined;
}
