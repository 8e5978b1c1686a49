import type { Graph } from '../../../graph/index.ts';
import { ANCHOR_OPERATION } from '../anchorEntries.ts';
import type { AuditKey } from '../auditKey.ts';
import { type ChainEntry, chainStart, contentSeal, entryHash } from '../entrySeal.ts';
import { findChainEnd, readChain } from '../repository.ts';
import { ERASURE_OPERATION } from './erasures.ts';
import { explainEntry } from './explainEntry.ts';
import type { Finding } from './Finding.ts';

/** How far a chain has been verified. */
export interface ChainState {
  readonly instance: string;
  /** Last entry that was found sound, or what the chain starts from. */
  sequence: number;
  hash: string;
  /** Nothing up to here is left: it was pruned. */
  readonly stump: number;
  entries: number;
  finding: Finding | undefined;
}

/** What the verifier of chains needs to know, and whom it tells what it reads. */
export interface ChainReader {
  readonly graph: Graph;
  readonly keys: ReadonlyMap<string, AuditKey>;
  readonly store: string;
  /** Every chain that is known by name. */
  readonly instances: () => Iterable<string>;
  /** Sequences of the heads on disk, by chain. */
  readonly heads: ReadonlyMap<string, number>;
  readonly onAltered: (entry: ChainEntry) => void;
  readonly onAnchor: (entry: ChainEntry) => void;
  readonly onErasure: (entry: ChainEntry) => void;
}

/** Entries read at a time. */
const STRETCH = 1_000;

/** Verifies a chain from where its state stands to its end or its first broken entry. */
export async function verifyChain(reader: ChainReader, state: ChainState): Promise<void> {
  while (state.finding === undefined) {
    const { instance, sequence: after } = state;
    const stretch = await readChain(reader.graph, { instance, after, upTo: after + STRETCH });
    if (stretch.length === 0) {
      const end = await findChainEnd(reader.graph, instance);
      if (end !== undefined && end.sequence > state.sequence)
        state.finding = gap(state, undefined, end.sequence);
      return;
    }
    for (const entry of stretch) {
      state.finding = await check(reader, state, entry);
      if (state.finding !== undefined) return;
      state.sequence = entry.sequence;
      state.hash = entry.hash;
      state.entries += 1;
    }
  }
}

async function check(
  reader: ChainReader,
  state: ChainState,
  entry: ChainEntry & { readonly strange: readonly string[]; readonly erasures: number },
): Promise<Finding | undefined> {
  const { instance, sequence, hash: id } = entry;
  const expected = state.sequence + 1;
  if (sequence > expected)
    return gap(state, sequence === expected + 1 ? entry.previous : undefined, sequence);
  if (sequence < expected)
    return { kind: 'inserted', instance, sequence, id, detail: 'two entries stand in one place' };
  const key = reader.keys.get(entry.keyId);
  if (key === undefined && state.entries === 0)
    return {
      kind: 'key unknown',
      instance,
      sequence,
      id,
      detail: `the chain is sealed under key ${entry.keyId}, which was not given`,
    };
  if (key === undefined || entryHash(key, entry) !== entry.hash) return explainEntry(reader, state, entry);
  const before = sequence === 1 ? chainStart(key, reader.store, instance) : state.hash;
  if (entry.previous !== before)
    return { kind: 'changed', instance, sequence, id, detail: 'it does not follow what stands before it' };
  if (entry.strange.length > 0)
    return { kind: 'changed', instance, sequence, id, detail: `it was given ${entry.strange.join(', ')}` };
  // The count of erasures is in no seal: one that was erased from is compared with what its erasure says.
  const asWritten = contentSeal(key, entry) === entry.content && entry.erasures === 0;
  if (!asWritten) reader.onAltered(entry);
  else if (entry.operation === ANCHOR_OPERATION) reader.onAnchor(entry);
  else if (entry.operation === ERASURE_OPERATION) reader.onErasure(entry);
  return undefined;
}

function gap({ instance, sequence }: ChainState, id: string | undefined, next: number): Finding {
  const missing = next - sequence - 1;
  const detail =
    missing === 1 ? 'it is missing' : `it and the ${missing - 1} after it are missing, up to ${next - 1}`;
  return { kind: 'deleted', instance, sequence: sequence + 1, id, detail };
}
