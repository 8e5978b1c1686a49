import type { BundleFile, RowOf, StagedBundle } from '../../src/ingest/types.ts';

/** What every made row carries. */
export const BASE = { marking: 'OFFICIAL', hash: 'made' } as const;

/**
 * Made rows as the import takes a bundle that was read and checked, so that the store gets exactly what an import
 * writes. Rows are made as they are asked for, each time the same: there may be millions.
 */
export function stagedRows(
  source: string,
  asOf: string,
  digest: string,
  files: { readonly [F in BundleFile]?: () => Iterable<RowOf[F]> },
): StagedBundle {
  return {
    source,
    asOf,
    digest,
    complete: [],
    async *outsideReferences() {},
    settleReferences: async () => undefined,
    async *ownPersons() {},
    erasedRows: async () => ({}),
    async *rows<F extends BundleFile>(file: F, batchSize: number) {
      let batch: RowOf[F][] = [];
      for (const row of files[file]?.() ?? []) {
        batch.push(row);
        if (batch.length < batchSize) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },
    counts: async () => ({}),
    async *problems() {},
    markings: async () => [BASE.marking],
    unknownColumns: () => ({}),
    close: async () => undefined,
  };
}
