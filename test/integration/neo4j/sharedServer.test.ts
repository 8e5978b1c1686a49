import { createServer } from 'node:net';
import neo4j from 'neo4j-driver';
import { expect, test } from 'vitest';
import { emptyStore, testServer } from '../../support/neo4j.ts';

test('the server of the tests is a Neo4j 5.26 with APOC and GDS, and nothing that reads from elsewhere', async () => {
  const { uri, username, password, database } = testServer();
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  const ask = async (query: string) =>
    (await driver.executeQuery(query, {}, { database })).records.map((record) => record.get(0));
  const bait = await openBait();
  try {
    expect(
      await ask("CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]"),
    ).toEqual([expect.stringMatching(/^5\.26\./)]);
    expect(await ask('RETURN apoc.version()')).toEqual([expect.stringMatching(/^5\.26\./)]);
    expect(await ask('RETURN gds.version()')).toEqual([expect.stringMatching(/^2\.13\./)]);
    await expect(ask("CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value")).rejects.toThrow(
      /apoc\.load\.json/,
    );
    await expect(ask("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")).rejects.toThrow();
    await expect(
      ask(`LOAD CSV FROM 'http://127.0.0.1:${bait.port}/x' AS line RETURN line`),
    ).rejects.toThrow();
    expect(bait.visits()).toBe(0);

    await ask('CREATE (:Person {id: "a"})-[:TIED_TO]->(:Person {id: "b"})');
    await emptyStore();
    expect(await ask('MATCH (n) RETURN n')).toEqual([]);
  } finally {
    await bait.close();
    await driver.close();
  }
});

/** A place on this machine that a query must not be able to reach. */
async function openBait(): Promise<{ port: number; visits: () => number; close: () => Promise<void> }> {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port, visits: () => visits, close };
}
