import type { Clock } from '../../config/index.ts';
import { createMatcher } from '../../harm/index.ts';
import type { BundleFile, FileCounts, RowOf } from '../types.ts';
import { openBundle } from './openBundle.ts';

/** A bundle, and how it is read. */
export interface BundleReading {
  /** Folder or zip. */
  readonly path: string;
  readonly mapFile?: string | undefined;
  readonly clock: Clock;
  /** Where the staging area is made; it is removed before the answer. */
  readonly workDirectory: string;
  readonly signal?: AbortSignal | undefined;
}

export interface FactsRequest<F extends BundleFile> extends BundleReading {
  /** What is wanted of it; a file that the bundle lacks has no rows. */
  readonly files: readonly F[];
}

/** A bundle's rows as plain objects: ids are `source:id`, values normalised, rows in key order. */
export interface BundleFacts<F extends BundleFile> {
  readonly source: string;
  readonly asOf: string | undefined;
  readonly rows: { readonly [G in F]: readonly RowOf[G][] };
  /** Of every file of the bundle. */
  readonly counts: Readonly<Partial<Record<BundleFile, FileCounts>>>;
}

const BATCH = 10_000;

/**
 * Reads the rows of a bundle into memory, without a store: as the import reads them, mapping and checks included. What
 * a row points to outside the bundle is taken to be known from an earlier one. Offence types are matched by the shipped
 * lists only.
 * @throws LinchpinError as `openBundle`
 */
export async function readFacts<F extends BundleFile>(request: FactsRequest<F>): Promise<BundleFacts<F>> {
  const { path, files, mapFile, clock, workDirectory, signal } = request;
  const bundle = await openBundle(path, {
    mapFile,
    clock,
    workDirectory,
    matchOffenceType: createMatcher(),
    signal,
  });
  try {
    const outside = async (kind: Parameters<typeof bundle.outsideReferences>[0]) => {
      const ids: string[] = [];
      for await (const batch of bundle.outsideReferences(kind, BATCH)) ids.push(...batch);
      return ids;
    };
    await bundle.settleReferences({
      PERSON: await outside('PERSON'),
      OFFENCE: await outside('OFFENCE'),
      LOCATION: await outside('LOCATION'),
      OTHER: await outside('OTHER'),
    });
    const rows: Partial<Record<BundleFile, unknown[]>> = {};
    for (const file of files) {
      const list: unknown[] = [];
      for await (const batch of bundle.rows(file, BATCH)) for (const row of batch) list.push(row);
      rows[file] = list;
    }
    return {
      source: bundle.source,
      asOf: bundle.asOf,
      rows: rows as BundleFacts<F>['rows'],
      counts: await bundle.counts(),
    };
  } finally {
    await bundle.close();
  }
}
