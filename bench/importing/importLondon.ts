import { join } from 'node:path';
import { generateSeed } from '../../seed/index.ts';
import { systemClock } from '../../src/config/index.ts';
import { type ImportReport, importBundle } from '../../src/ingest/index.ts';
import { type OpenBench, say } from '../openBench.ts';
import { rounded } from '../timing.ts';

/** The source that the seed names. */
export const LONDON_SOURCE = 'london';
const SEED = 2023;

/** Makes the seed's London and imports it as anybody's bundle. @returns its folder, and what the import took */
export async function importLondon(bench: OpenBench, suspects: number) {
  const { store, home, workDirectory } = bench;
  await generateSeed({ size: suspects, seed: SEED, out: home, onProgress: say });
  const bundle = join(home, 'bundle');
  const before = await relationships(bench);
  const report = await importBundle(store.graph, {
    path: bundle,
    clock: systemClock,
    workDirectory,
    load: store.load,
  });
  return { bundle, figures: figuresOf(report, (await relationships(bench)) - before) };
}

function figuresOf({ way, files, seconds }: ImportReport, written: number) {
  return {
    way,
    rowsRead: files.reduce((total, { read }) => total + read, 0),
    relationships: written,
    seconds: rounded(seconds),
    relationshipsASecond: Math.round(written / seconds),
  };
}

async function relationships({ store }: OpenBench): Promise<number> {
  const [row] = await store.graph.read('graph/count-relationships', {});
  return row?.relationships ?? 0;
}
