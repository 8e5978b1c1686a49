import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import { type Graph, openGraph } from '../../../src/graph/index.ts';
import { importBundle } from '../../../src/ingest/index.ts';
import { bundleFolder, temporaryFolder } from '../../support/bundles.ts';
import { cuttableServer } from '../../support/cuttableServer.ts';
import { testGraph } from '../../support/graph.ts';
import { killImport } from '../../support/killImport.ts';
import { testServer } from '../../support/neo4j.ts';
import { randomBundle } from '../../support/randomBundle.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { dumpStore } from '../../support/storeDump.ts';

const SIZE = 150;
let graph: Graph;
let path: string;
let workDirectory: string;
beforeAll(async () => {
  graph = await testGraph();
  path = await bundleFolder(randomBundle('force', '2023-06-30', SIZE));
  workDirectory = await temporaryFolder();
});
beforeEach(async () => {
  await rawCypher(graph, 'remove-facts');
  await rawCypher(graph, 'MATCH (m:Marking) SET m.version = 0');
});
const request = () => ({ path, clock: systemClock, workDirectory, batchRows: 50 });

async function cleanRun(): Promise<readonly string[]> {
  await importBundle(graph, request());
  const dump = await dumpStore(graph);
  await rawCypher(graph, 'remove-facts');
  await rawCypher(graph, 'MATCH (m:Marking) SET m.version = 0');
  return dump;
}

const killAt = (moment: string) => killImport(path, workDirectory, moment);

/** As if the time had passed after which the claim of a dead process runs out. */
const outlast = () =>
  rawCypher(graph, `MATCH (l:Lease {name: 'import'}) SET l.expiresAt = datetime() - duration('PT1S')`);

describe('an import that was killed', () => {
  it('three times at different moments, and then finished, leaves what one clean run leaves, node by node', async () => {
    const clean = await cleanRun();
    for (const moment of ['write persons.csv 100', 'write involvements.csv 150', 'write events.csv 50']) {
      await killAt(moment);
      await outlast();
      expect(await rawCypher(graph, 'MATCH (j:ImportJob) RETURN j.status AS status')).toEqual([
        { status: 'RUNNING' },
      ]);
    }
    await importBundle(graph, request());
    expect(await dumpStore(graph)).toEqual(clean);
  });

  it('while it was still reading has written nothing', async () => {
    const before = await dumpStore(graph);
    await killAt(`read persons.csv ${(await bundleBytes()) ?? ''}`);
    expect(await dumpStore(graph)).toEqual(before);
  });

  it('holds up the next one only until its claim runs out', async () => {
    await killAt('write persons.csv 50');
    // The claim left behind ends by itself; here sooner, so that the wait is a short one.
    const [claim] = await rawCypher(
      graph,
      `MATCH (l:Lease {name: 'import'})
       WITH l, l.expiresAt AS left SET l.expiresAt = datetime() + duration('PT3S')
       RETURN l.owner AS owner, datetime() < left <= datetime() + duration('PT20S') AS runsOut`,
    );
    expect(claim).toEqual({ owner: expect.any(String), runsOut: true });
    const report = await importBundle(graph, request());
    expect(report.rejected).toBe(0);
    expect(await rawCypher(graph, 'MATCH (j:ImportJob) RETURN j.status AS status')).toEqual([
      { status: 'DONE' },
    ]);
  });
});

async function bundleBytes(): Promise<number> {
  const { stat } = await import('node:fs/promises');
  return (await stat(`${path}/persons.csv`)).size;
}

describe('an import that is asked to stop', () => {
  it('finishes its batch, says so, and goes on from there the next time', async () => {
    const clean = await cleanRun();
    const stop = new AbortController();
    const stopped = importBundle(graph, {
      ...request(),
      signal: stop.signal,
      onProgress: ({ step, file }) => {
        if (step === 'write' && file === 'offences.csv') stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    const [stood] = await rawCypher(graph, 'MATCH (o:Offence) RETURN count(o) AS n');
    expect(Number(stood?.n)).toBeGreaterThan(0);
    await importBundle(graph, request());
    expect(await dumpStore(graph)).toEqual(clean);
  });
});

describe('a store that goes away in the middle of an import', () => {
  it('is named as unavailable, and the import goes on from there when it is back', async () => {
    const clean = await cleanRun();
    const wire = await cuttableServer(testServer());
    const remote = openGraph({ ...testServer(), uri: wire.connection, retryMs: 2_000 });
    try {
      const lost = importBundle(remote, {
        ...request(),
        onProgress: ({ step, file }) => {
          if (step === 'write' && file === 'involvements.csv') wire.cut();
        },
      });
      await expect(lost).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        message: expect.stringContaining('run the same command again'),
      });
    } finally {
      wire.close();
      await remote.close();
    }
    const [job] = await rawCypher(graph, 'MATCH (j:ImportJob) RETURN j.status AS status');
    expect(job).toEqual({ status: 'RUNNING' });
    await outlast();
    await importBundle(graph, request());
    expect(await dumpStore(graph)).toEqual(clean);
  });
});
