import { readFileSync } from 'node:fs';
import neo4j from 'neo4j-driver';
import { inject } from 'vitest';
import type { TestServer } from './neo4jGlobalSetup.ts';

/** Where the Neo4j answers that this file has to itself. */
export function testServer(): TestServer {
  const worker = Number(process.env.VITEST_POOL_ID);
  const server = inject('neo4j')[worker - 1];
  if (server === undefined) throw new Error(`There is no Neo4j for worker ${worker} of this run.`);
  return server;
}

/** Removes every node and relationship, applied migrations included; indexes and constraints stay. */
export async function emptyStore(): Promise<void> {
  const { uri, username, password, database } = testServer();
  const query = readFileSync(new URL('./cypher/empty-store.cypher', import.meta.url), 'utf8');
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { telemetryDisabled: true });
  const session = driver.session({ database });
  try {
    await session.run(query);
  } finally {
    await session.close();
    await driver.close();
  }
}
