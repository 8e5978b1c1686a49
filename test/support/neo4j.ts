import { readFileSync } from 'node:fs';
import neo4j from 'neo4j-driver';
import { inject, type ProvidedContext } from 'vitest';

/** Where the Neo4j of this run answers. */
export function testServer(): ProvidedContext['neo4j'] {
  return inject('neo4j');
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
