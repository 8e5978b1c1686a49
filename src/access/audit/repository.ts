import type { CallOptions, Graph, GraphTransaction, Params } from '../../graph/index.ts';

type Group = Params<'access/write-audit-entries'>;

export const writeEntries = (graph: Graph, group: Group) => graph.write('access/write-audit-entries', group);

export const writeEntriesIn = (tx: GraphTransaction, group: Group) =>
  tx.run('access/write-audit-entries', group);

export async function openStoreIdentity(graph: Graph, id: string): Promise<string> {
  const [row] = await graph.write('access/open-audit-store', { id });
  return row?.id ?? id;
}

export const findChainEnd = async (graph: Graph, instance: string) =>
  (await graph.read('access/find-chain-end', { instance }))[0];

export const listChains = (graph: Graph) => graph.read('access/list-chains', {});

export const findMarkingsOfIds = (graph: Graph, ids: readonly string[], visible: readonly string[]) =>
  graph.read('access/find-markings-of-ids', { ids, visible });

export const findStoreIdentity = async (graph: Graph): Promise<string | undefined> =>
  (await graph.read('access/find-audit-store', {}))[0]?.id;

export const findNextChain = async (graph: Graph, instance: string): Promise<string | undefined> =>
  (await graph.read('access/next-chain', { instance }))[0]?.instance;

export const readChain = (graph: Graph, stretch: Params<'access/read-chain'>) =>
  graph.read('access/read-chain', stretch);

export const findEntriesByHash = (graph: Graph, hashes: readonly string[]) =>
  graph.read('access/find-entries-by-hash', { hashes });

export const findEntriesAt = (graph: Graph, places: Params<'access/find-entries-at'>['places']) =>
  graph.read('access/find-entries-at', { places });

export const listLooseEntries = (graph: Graph) => graph.read('access/list-loose-entries', {});

export const findHashesWithId = (graph: Graph, query: string, limit: number) =>
  graph.read('access/find-hashes-with-id', { query, limit });
export const findHashesByPurpose = (graph: Graph, asked: Params<'access/find-hashes-by-purpose'>) =>
  graph.read('access/find-hashes-by-purpose', asked);

export const rewriteContents = async (
  tx: GraphTransaction,
  entries: Params<'access/rewrite-entry-contents'>['entries'],
): Promise<number> => (await tx.run('access/rewrite-entry-contents', { entries }))[0]?.rewritten ?? 0;

export const listEntries = (
  graph: Graph,
  asked: Params<'access/list-audit-entries'>,
  options?: CallOptions,
) => graph.read('access/list-audit-entries', asked, options);

export const listEntriesOfSubject = (
  graph: Graph,
  asked: Params<'access/list-audit-entries-of-subject'>,
  options?: CallOptions,
) => graph.read('access/list-audit-entries-of-subject', asked, options);

export const listLooks = (graph: Graph, asked: Params<'access/list-looks'>, options?: CallOptions) =>
  graph.read('access/list-looks', asked, options);

export const findRecordIds = async (
  graph: Graph,
  id: string,
  visible: readonly string[],
  options?: CallOptions,
): Promise<readonly string[]> =>
  (await graph.read('access/find-record-ids', { id, visible }, options)).flatMap(({ ids }) => ids);

export const pruneChain = async (graph: Graph, cut: Params<'access/prune-chain'>): Promise<number> =>
  (await graph.write('access/prune-chain', cut))[0]?.deleted ?? 0;

export const findFirstKept = async (graph: Graph, instance: string, before: number) =>
  (await graph.read('access/find-first-kept', { instance, before }))[0]?.sequence;

export const listErasuresOfChain = (graph: Graph, instance: string, upTo: number) =>
  graph.read('access/list-erasures-of-chain', { instance, upTo });

export const countEntries = async (graph: Graph, hashes: readonly string[]): Promise<number> =>
  (await graph.read('access/count-entries-by-hash', { hashes }))[0]?.standing ?? 0;
