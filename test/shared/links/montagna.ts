import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, systemClock } from '../../../src/config/index.ts';
import { bundleFolder, manifest, temporaryFolder } from '../../support/bundles.ts';

const shared = process.env.LINCHPIN_SHARED ?? join(projectRoot, '..', 'shared');

/** Ties of one of the Montagna networks as published, and what reads a bundle of them. */
export async function montagna(name: string) {
  const lines = readFileSync(join(shared, 'data', 'real', 'covert_networks', name), 'utf8');
  const [, ...ties] = lines.trim().split(/\r?\n/);
  const path = await bundleFolder({
    'manifest.yaml': manifest('montagna', '2009-12-31'),
    'persons.csv': ['id', ...new Set(ties.flatMap((tie) => tie.split(',').slice(0, 2)))],
    'associations.csv': ['person_id,other_person_id,weight', ...ties],
  });
  return { ties, reading: { path, clock: systemClock, workDirectory: await temporaryFolder() } };
}
