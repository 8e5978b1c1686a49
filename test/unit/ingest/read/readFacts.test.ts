import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/config/index.ts';
import { readFacts } from '../../../../src/ingest/index.ts';

describe('Rows of a bundle without a store', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'facts-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are read through the mapping of the manifest, what they point to outside is kept, nothing is left behind', async () => {
    const bundle = await mkdtemp(join(folder, 'bundle-'));
    await writeFile(
      join(bundle, 'manifest.yaml'),
      'source: theirs\nfiles: { crimes.csv: offences.csv }\ncolumns: { offences.csv: { Ref: id } }\ncoordinates: LOCAL\n',
    );
    await writeFile(
      join(bundle, 'crimes.csv'),
      'Ref,occurred_from,location_id\nA,2023-01-02T10:00,L1\nA,2024-01-01,L1\n',
    );
    await writeFile(join(bundle, 'locations.csv'), 'id,latitude,longitude\nL1,20,10\n');
    await writeFile(join(bundle, 'involvements.csv'), 'person_id,offence_id,role\nP9,A,SUSPECT\n');
    const work = await mkdtemp(join(folder, 'work-'));
    const facts = await readFacts({
      path: bundle,
      files: ['offences.csv', 'locations.csv', 'involvements.csv', 'custody.csv'],
      clock: systemClock,
      workDirectory: work,
    });
    expect(facts.source).toBe('theirs');
    expect(facts.rows['offences.csv']).toMatchObject([{ id: 'theirs:A', locationId: 'theirs:L1' }]);
    expect(facts.rows['offences.csv'][0]?.occurredFrom?.at).toBe('2023-01-02T10:00:00');
    expect(facts.rows['locations.csv']).toMatchObject([{ id: 'theirs:L1', x: 10, y: 20 }]);
    expect(facts.rows['involvements.csv']).toMatchObject([{ personId: 'theirs:P9', offenceId: 'theirs:A' }]);
    expect(facts.rows['custody.csv']).toEqual([]);
    expect(facts.counts['offences.csv']).toMatchObject({ read: 2, accepted: 1, rejected: 1 });
    expect(await readdir(work)).toEqual([]);
  });
});
