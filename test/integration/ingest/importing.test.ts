import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import { currentVersion, type Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { importBundle } from '../../../src/ingest/index.ts';
import { bundleFolder, fileOf, importLines, manifest, temporaryFolder } from '../../support/bundles.ts';
import { fullBundle } from '../../support/fullBundle.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { dumpFacts, dumpStore } from '../../support/storeDump.ts';

let graph: Graph;
beforeEach(async () => {
  graph = await testGraph();
});
const one = async (query: string) => (await rawCypher(graph, query))[0];

describe('a first bundle', () => {
  it('brings every file of it into the graph, each row accounted for', async () => {
    await ensureShippedEditions(graph);
    const report = await importLines(graph, fullBundle('force'));
    expect(report.rejected).toBe(0);
    expect(
      Object.fromEntries(
        report.files.map(({ file, read, accepted, duplicate, created }) => [
          file,
          [read, accepted, duplicate, created],
        ]),
      ),
    ).toEqual({
      'persons.csv': [5, 5, 0, 5],
      'locations.csv': [2, 2, 0, 2],
      'offences.csv': [3, 3, 0, 3],
      'involvements.csv': [6, 6, 0, 6],
      'residences.csv': [2, 2, 0, 2],
      'identifiers.csv': [4, 4, 0, 4],
      'associations.csv': [4, 3, 1, 3],
      'intelligence.csv': [2, 2, 0, 2],
      'events.csv': [2, 2, 0, 2],
      'custody.csv': [1, 1, 0, 1],
      'forensics.csv': [1, 1, 0, 1],
      'orders.csv': [1, 1, 0, 1],
      'judgements.csv': [2, 2, 0, 2],
    });
    const links = await rawCypher(
      graph,
      'MATCH (a)-[r]->() WHERE r.importId IS NOT NULL RETURN type(r) AS type, count(r) AS n ORDER BY type',
    );
    expect(Object.fromEntries(links.map(({ type, n }) => [type, Number(n)]))).toEqual({
      AT: 1,
      BINDS: 1,
      BY: 3,
      CLASSED_AS: 1,
      DESCRIBES: 5,
      FOR: 2,
      HELD: 1,
      INVOLVED: 1,
      LIVED_AT: 3,
      MATCHED: 1,
      MENTIONS: 6,
      OCCURRED_AT: 2,
      ON: 4,
      OTHER_ROLE_IN: 1,
      PROTECTS: 1,
      REPORTED: 1,
      SEIZED_FOR: 1,
      SUSPECT_IN: 2,
      TIED_TO: 3,
      USED: 4,
      VICTIM_OF: 1,
      WITH: 4,
      WITNESS_TO: 1,
    });
  });

  it('reads two records that were decided to be one person as one, under the least id', async () => {
    await importLines(graph, fullBundle('force'));
    expect(
      await one(`MATCH (p:Person {id: 'force:P1'})<-[:DESCRIBES]-(s) WITH p, s ORDER BY s.id
                 RETURN p.names AS names, collect(s.id) AS records`),
    ).toEqual({
      names: ['Adam Stone', 'A. Stone', 'Addy', 'Stoney'],
      records: ['force:P1', 'force:P5'],
    });
    expect(await one(`MATCH (p:Person {id: 'force:P5'}) RETURN p`)).toBeUndefined();
  });

  it('adds up the weights of a tie that several rows state', async () => {
    await importLines(graph, fullBundle('force'));
    expect(await one(`MATCH ()-[r:TIED_TO {kind: 'PARTNER'}]->() RETURN r.weight AS weight`)).toEqual({
      weight: 3.5,
    });
  });

  it('is only looked at in a dry run, which counts the same rows and leaves the store as it was', async () => {
    const before = await dumpStore(graph);
    const report = await importLines(graph, fullBundle('force'), { dryRun: true });
    expect(fileOf(report, 'persons.csv')).toMatchObject({ read: 5, accepted: 5, created: 0 });
    expect(await dumpStore(graph)).toEqual(before);
  });
});

describe('a bundle that is imported again', () => {
  it('changes nothing, node by node, not even what readers take for a new version of the graph', async () => {
    await ensureShippedEditions(graph);
    const path = await bundleFolder(fullBundle('force'));
    const request = { path, clock: systemClock, workDirectory: await temporaryFolder() };
    await importBundle(graph, request);
    const before = await dumpStore(graph);
    const version = await currentVersion(graph, ['OFFICIAL', 'SECRET']);
    const again = await importBundle(graph, request);
    expect(again.files.every(({ created, updated, ended }) => created + updated + ended === 0)).toBe(true);
    expect(again.files.every(({ accepted, unchanged }) => accepted === unchanged)).toBe(true);
    expect(await dumpStore(graph)).toEqual(before);
    expect(await currentVersion(graph, ['OFFICIAL', 'SECRET'])).toBe(version);
  });

  it('changes no facts either when only its date has moved on', async () => {
    await importLines(graph, fullBundle('force'));
    const undated = async () =>
      (await dumpFacts(graph)).map((line) => line.replaceAll(/"asOf":"[\d-]+"/g, '"asOf":""'));
    const before = await undated();
    const report = await importLines(graph, fullBundle('force', '2023-07-31'));
    expect(report.files.every(({ accepted, unchanged }) => accepted === unchanged)).toBe(true);
    expect(await undated()).toEqual(before);
  });

  it('needs a date from the second bundle of its source on', async () => {
    const persons = (name: string) => ({
      'manifest.yaml': manifest('force'),
      'persons.csv': ['id,full_name', `P1,${name}`],
    });
    await importLines(graph, persons('Ann'));
    await expect(importLines(graph, persons('Anne'))).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('as_of'),
    });
    const same = await importLines(graph, persons('Ann'));
    expect(fileOf(same, 'persons.csv')).toMatchObject({ unchanged: 1 });
  });

  it('adds what was rejected before, once it has been corrected', async () => {
    const bundle = (role: string) => ({
      'manifest.yaml': manifest('force', '2023-06-30'),
      'persons.csv': ['id', 'P1'],
      'offences.csv': ['id', 'O1', 'O2'],
      'involvements.csv': ['person_id,offence_id,role', 'P1,O1,SUSPECT', `P1,O2,${role}`],
    });
    const folder = await bundleFolder(bundle('CULPRIT'));
    const request = { path: folder, clock: systemClock, workDirectory: await temporaryFolder() };
    const first = await importBundle(graph, request);
    expect(fileOf(first, 'involvements.csv')).toMatchObject({ read: 2, accepted: 1, rejected: 1 });
    const lines = (await readFile(join(folder, 'rejected.csv'), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^involvements\.csv,2,role,CULPRIT,/);

    await bundleFolder(bundle('SUSPECT'), folder);
    const second = await importBundle(graph, request);
    expect(fileOf(second, 'involvements.csv')).toMatchObject({
      accepted: 2,
      rejected: 0,
      created: 1,
      unchanged: 1,
    });
    expect(await one('MATCH ()-[r:SUSPECT_IN]->() RETURN count(r) AS n')).toEqual({ n: 2 });
    await expect(readFile(join(folder, 'rejected.csv'))).rejects.toThrow('ENOENT');
  });

  it('may point to persons, offences and places of an earlier bundle of its source, and to nobody else', async () => {
    await importLines(graph, fullBundle('force'));
    await importLines(graph, fullBundle('other'));
    const report = await importLines(graph, {
      'manifest.yaml': manifest('force', '2023-07-31'),
      'offences.csv': ['id,location_id', 'O9,L1', 'O10,L9'],
      'involvements.csv': ['person_id,offence_id,role', 'P1,O9,SUSPECT', 'P9,O9,SUSPECT', 'P1,O3,WITNESS'],
    });
    expect(fileOf(report, 'involvements.csv')).toMatchObject({ accepted: 2, rejected: 1, created: 2 });
    expect(fileOf(report, 'offences.csv')).toMatchObject({ accepted: 2, rejected: 0, dropped: 1 });
    expect(await one(`MATCH (o:Offence {id: 'force:O9'})-[:OCCURRED_AT]->(l) RETURN l.id AS id`)).toEqual({
      id: 'force:L1',
    });
  });
});
