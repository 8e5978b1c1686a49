import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, systemClock } from '../../../src/config/index.ts';
import { measure, tiesOfBundle } from '../../../src/links/index.ts';
import { bundleFolder, manifest, temporaryFolder } from '../../support/bundles.ts';

const shared = process.env.LINCHPIN_SHARED ?? join(projectRoot, '..', 'shared');

async function measured(name: string, seed: number) {
  const lines = readFileSync(join(shared, 'data', 'real', 'covert_networks', name), 'utf8');
  const [, ...ties] = lines.trim().split(/\r?\n/);
  const path = await bundleFolder({
    'manifest.yaml': manifest('montagna', '2009-12-31'),
    'persons.csv': ['id', ...new Set(ties.flatMap((tie) => tie.split(',').slice(0, 2)))],
    'associations.csv': ['person_id,other_person_id,weight', ...ties],
  });
  const { facts } = await tiesOfBundle({ path, clock: systemClock, workDirectory: await temporaryFolder() });
  return measure(facts, { share: 0.1, seed });
}

describe('predicted ties of the Montagna networks', () => {
  it('of the meetings are found no worse than by resource allocation, which is known to reach .929', async () => {
    const { ours, resourceAllocation, predictable, splits } = await measured('montagna_meetings.csv', 1);
    expect([predictable, splits]).toEqual([true, 100]);
    expect(ours.auc).toBeGreaterThanOrEqual(0.929);
    expect(ours.auc).toBeGreaterThan(resourceAllocation.auc ?? 1);
    expect(ours.precisionAtHidden).toBeGreaterThan(resourceAllocation.precisionAtHidden ?? 1);
  });

  it('of the calls cannot be found, and that is said', async () => {
    expect(await measured('montagna_phonecalls.csv', 1)).toMatchObject({
      ...{ predictable: false, reason: expect.stringContaining('not predictable') },
    });
  });
});
