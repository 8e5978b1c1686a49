import { z } from 'zod';
import type { Graph } from '../../../graph/index.ts';
import { type AuditFolder, auditFolderOf, headsIn, otherStores } from '../auditFolder.ts';
import type { AuditKey } from '../auditKey.ts';
import { readDayAnchors } from '../dayAnchor.ts';
import type { ChainEntry } from '../entrySeal.ts';
import { readHead } from '../headFile.ts';
import { findNextChain, findStoreIdentity, listChains, listLooseEntries } from '../repository.ts';
import { stumpSeal } from '../stump.ts';
import { openErasures } from './erasures.ts';
import type { Finding } from './Finding.ts';
import { openQuotes, type Quotes } from './quotes.ts';
import { type ChainReader, type ChainState, verifyChain } from './verifyChain.ts';

/** What verifying has found. */
export interface AuditVerdict {
  /** Of each broken chain the first broken entry, in the order of their names; empty: the audit is whole. */
  readonly findings: readonly Finding[];
  readonly chains: number;
  readonly entries: number;
  /** Entries above their chain's head: written, but their process ended (or has yet) to answer them. */
  readonly unanswered: number;
  /** The identity of the store, which its audit was given when it began; undefined where it has none. */
  readonly store: string | undefined;
  /** Other stores that this home has kept an audit of. */
  readonly otherStores: readonly string[];
}

export interface VerifyRequest {
  readonly graph: Graph;
  /** The key in use and, after a change of keys, those of before. */
  readonly keys: readonly AuditKey[];
  /** The home whose heads and anchors hold; one without any has only what the chains say of each other. */
  readonly home: string;
  /** The store is the home's own: another one that the home knows was in its place. */
  readonly own: boolean;
  /** The identity that the store must have, where the caller knows it. */
  readonly expected?: string | undefined;
  readonly onProgress?: (entries: number) => void;
}

/** Times that chains are read on while others write. */
const ROUNDS = 5;

/**
 * Verifies every chain of the store against itself, the heads and anchors of the home, and what the other chains quote
 * of it. Reads entry by entry, in time that grows with their number; others may write meanwhile.
 */
export async function verifyAudit(request: VerifyRequest): Promise<AuditVerdict> {
  const { graph, keys, home, own, expected, onProgress } = request;
  const byId = new Map(keys.map((key) => [key.id, key]));
  const store = await findStoreIdentity(graph);
  const others = await otherStores(home, store ?? '');
  const replaced = own || store === undefined ? others.map(replacedStore) : [];
  if (expected !== undefined && expected !== store) replaced.push(anotherStore(expected, store));
  if (store === undefined)
    return { findings: replaced, chains: 0, entries: 0, unanswered: 0, store, otherStores: others };
  const folder = auditFolderOf(home, store);
  const chains = new Map<string, ChainState>();
  const quotes = openQuotes();
  const erasures = openErasures();
  // Before the chains: what is written meanwhile is then never ahead of them.
  const outside = await readOutside(folder, byId, quotes);
  const reader: ChainReader = {
    graph,
    keys: byId,
    store,
    instances: () => chains.keys(),
    heads: outside.heads,
    onAltered: (entry) => erasures.altered(entry),
    onAnchor: (entry) => readQuotes(entry, quotes),
    onErasure: (entry) => erasures.read(entry),
  };
  const stumps: Finding[] = [];
  // Entries that others write meanwhile may be quoted by a chain that is read later: then there is more to read.
  for (let round = 0; round === 0 || (round < ROUNDS && quotes.ahead(chains)); round += 1) {
    stumps.push(...(await startChains(graph, store, byId, chains, quotes)));
    for (const state of chains.values()) {
      await verifyChain(reader, state);
      onProgress?.(total(chains));
    }
  }
  let altered = await erasures.findings(graph, byId);
  if (altered.length > 0) {
    // An erasure that came while its entry had been read and its record had not.
    for (const state of chains.values()) await verifyChain(reader, state);
    altered = await erasures.findings(graph, byId);
  }
  const quoted = await quotes.findings(graph, chains, outside.foreign);
  const loose = (await listLooseEntries(graph)).map(
    ({ requestId }): Finding => ({
      kind: 'inserted',
      instance: undefined,
      sequence: undefined,
      id: undefined,
      detail: `an entry that stands in no chain (request ${requestId ?? 'not stated'})`,
    }),
  );
  const broken = [...chains.values()].flatMap(({ finding }) => finding ?? []);
  const damaged = outside.damaged.flatMap((head) => damagedHead(head, chains.get(head.instance)));
  return {
    findings: [
      ...firstOfEachChain([...broken, ...altered, ...quoted, ...damaged, ...stumps]),
      ...loose,
      ...replaced,
      ...outside.findings,
    ],
    chains: chains.size,
    entries: total(chains),
    unanswered: [...outside.heads].reduce(
      (sum, [instance, sequence]) => sum + Math.max(0, (chains.get(instance)?.sequence ?? 0) - sequence),
      0,
    ),
    store,
    otherStores: others,
  };
}

const replacedStore = (other: string): Finding => ({
  kind: 'store replaced',
  instance: undefined,
  sequence: undefined,
  id: undefined,
  detail: `the home holds the heads of another store, ${other}: if that is another server's, move audit/${other} out of this home`,
});

const anotherStore = (expected: string, store: string | undefined): Finding => ({
  kind: 'store replaced',
  instance: undefined,
  sequence: undefined,
  id: undefined,
  detail: `the store is ${store ?? 'without an audit'} and not ${expected}: its audit was taken away, or this is another server`,
});

const total = (chains: ReadonlyMap<string, ChainState>) =>
  [...chains.values()].reduce((sum, { entries }) => sum + entries, 0);

interface DamagedHead {
  readonly instance: string;
  readonly sequence: number;
}

/** What stands on disk: heads and anchors become quotes. */
async function readOutside(folder: AuditFolder, keys: ReadonlyMap<string, AuditKey>, quotes: Quotes) {
  const findings: Finding[] = [];
  const damaged: DamagedHead[] = [];
  const heads = new Map<string, number>();
  const foreign = new Set<string>();
  for (const instance of await headsIn(folder)) {
    const read = await readHead(folder, instance, keys);
    if (read.head?.instance === instance) {
      heads.set(instance, read.head.sequence);
      quotes.add(read.head, 'the head on disk');
    } else if (read.foreignKey !== undefined) foreign.add(instance);
    if (read.damaged || (read.head !== undefined && read.head.instance !== instance))
      damaged.push({ instance, sequence: read.head?.sequence ?? 0 });
  }
  for (const anchor of await readDayAnchors(folder, keys)) {
    if (anchor.state === 'sound')
      for (const quote of anchor.chains) quotes.add(quote, `the anchor of ${anchor.day}`);
    else
      findings.push({
        kind: anchor.state === 'damaged' ? 'anchor damaged' : 'key unknown',
        instance: undefined,
        sequence: undefined,
        id: undefined,
        detail:
          anchor.state === 'damaged'
            ? `the anchor of ${anchor.day} is not as it was sealed`
            : `the anchor of ${anchor.day} is sealed under key ${anchor.keyId}, which was not given`,
      });
  }
  return { findings, damaged, heads, foreign };
}

/**
 * The head is written after its entries: where a write of it was cut off, at least one entry stands above the head
 * before. Where none does, the entries were cut off and the head was damaged to hide it.
 */
function damagedHead(head: DamagedHead, chain: ChainState | undefined): readonly Finding[] {
  if (chain !== undefined && chain.sequence > head.sequence && head.sequence > 0) return [];
  const { instance, sequence } = head;
  const detail = `its head on disk cannot be read, and nothing stands above ${sequence}`;
  return [{ kind: 'head damaged', instance, sequence: sequence + 1, id: undefined, detail }];
}

/** Every chain that has entries or has been pruned, at its beginning. */
async function startChains(
  graph: Graph,
  store: string,
  keys: ReadonlyMap<string, AuditKey>,
  chains: Map<string, ChainState>,
  quotes: Quotes,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const noted = new Map((await listChains(graph)).map((chain) => [chain.instance, chain]));
  // A writer notes its newest entry with it: a note without its entry is a cut, or was made up.
  for (const chain of noted.values()) quotes.add(chain, 'its note');
  const add = (instance: string) => {
    if (chains.has(instance)) return;
    const stump = noted.get(instance)?.stump;
    const base = { instance, entries: 0, finding: undefined };
    if (stump === null || stump === undefined)
      chains.set(instance, { ...base, sequence: 0, hash: '', stump: 0 });
    else {
      const sealing = keys.get(stump.keyId);
      const { sequence, hash } = stump;
      chains.set(instance, { ...base, sequence, hash, stump: sequence });
      if (sealing === undefined || stump.seal !== stumpSeal(sealing, store, instance, stump))
        findings.push({
          kind: 'changed',
          instance,
          sequence,
          id: hash,
          detail: 'what pruning left is not as it was sealed',
        });
    }
  };
  for (let instance = await findNextChain(graph, ''); instance !== undefined; ) {
    add(instance);
    instance = await findNextChain(graph, instance);
  }
  // A chain that was pruned to its end has no entry left.
  for (const { instance, stump } of noted.values())
    if (stump !== null && !chains.has(instance)) add(instance);
  return findings;
}

const headsSchema = z.object({
  heads: z.array(z.object({ instance: z.string(), sequence: z.int(), hash: z.string() })),
});

function readQuotes({ variables, instance, sequence }: ChainEntry, quotes: Quotes): void {
  for (const quote of headsSchema.parse(JSON.parse(variables)).heads)
    quotes.add(quote, `entry ${sequence} of chain ${instance}`);
}

/** The lowest place of each chain: what comes after it follows from it. */
function firstOfEachChain(findings: readonly Finding[]): readonly Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const known = first.get(finding.instance ?? '');
    if (known === undefined || (finding.sequence ?? 0) < (known.sequence ?? 0))
      first.set(finding.instance ?? '', finding);
  }
  return [...first.values()].sort((a, b) => ((a.instance ?? '') < (b.instance ?? '') ? -1 : 1));
}
