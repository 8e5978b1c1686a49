import { mkdir } from 'node:fs/promises';
import { systemClock } from '../../src/config/index.ts';
import { bulkLoad } from '../../src/ingest/bulk/bulkLoad.ts';
import { ensureTables, storedMarkings } from '../../src/ingest/repository.ts';
import type { StagedBundle } from '../../src/ingest/types.ts';
import { markingTables } from '../../src/ingest/write/markingTables.ts';
import { writeBundle } from '../../src/ingest/write/writeBundle.ts';
import type { OpenBench } from '../openBench.ts';

/** Lays made rows into the store with the code of the import, all but the reading of files. */
export async function loadMade(
  { store, workDirectory }: OpenBench,
  asOf: string,
  bundle: StagedBundle,
): Promise<void> {
  const { graph, load } = store;
  if (load === undefined) throw new Error('The bench needs a local server of its own: unset NEO4J_URI.');
  await mkdir(workDirectory, { recursive: true });
  const tables = markingTables(await storedMarkings(graph));
  await ensureTables(graph, tables);
  const { source, digest } = bundle;
  const job = {
    id: `${source}@${digest}`,
    source,
    asOf,
    digest,
    fresh: true,
    repeated: false,
    checkpoint: undefined,
    outcomes: {},
  };
  const context = {
    source,
    importId: job.id,
    tables,
    stated: [],
    sight: { visible: undefined, onKept: () => undefined },
  };
  const options = { clock: systemClock };
  if (!(await bulkLoad(graph, bundle, job, context, { ...options, load, workDirectory })))
    throw new Error('The offline import did not take the rows.');
  // What is left after the rows: the import's own closing entry.
  const done = { step: 'end', file: 'judgements.csv', rows: 0 } as const;
  await writeBundle(graph, bundle, { ...job, checkpoint: done }, context, options);
}
