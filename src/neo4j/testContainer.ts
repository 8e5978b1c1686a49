import { randomBytes } from 'node:crypto';
import { awaitBolt } from './awaitBolt.ts';
import { ALLOWED_PROCEDURES } from './local/configuration.ts';
import type { ServerConnection, ServerRequest } from './types.ts';

const DEADLINE_MS = 60_000;

/**
 * A Neo4j in a container that lives as long as the tests. Testcontainers is a development dependency, so it is
 * loaded only here.
 * @throws what Testcontainers throws when the image cannot be fetched or does not start
 */
export async function testContainer(request: ServerRequest): Promise<ServerConnection> {
  const { Neo4jContainer } = await import('@testcontainers/neo4j');
  const { CONTAINER_IMAGE } = await import('./composeServer.ts');
  request.onProgress?.(`starting a container of ${CONTAINER_IMAGE}`);
  const password = randomBytes(24).toString('base64url');
  const container = await new Neo4jContainer(CONTAINER_IMAGE)
    .withPassword(password)
    // Not withPlugins(): it also sets names that version 5 does not know, and the server refuses those.
    .withEnvironment({
      NEO4J_PLUGINS: '["apoc","graph-data-science"]',
      NEO4J_dbms_security_procedures_unrestricted: 'gds.*',
      NEO4J_dbms_security_procedures_allowlist: ALLOWED_PROCEDURES,
      NEO4J_dbms_usage__report_enabled: 'false',
    })
    .withStartupTimeout(300_000)
    .start();
  const address = { uri: container.getBoltUri(), username: 'neo4j', password, database: 'neo4j' };
  const release = async () => void (await container.stop());
  try {
    await awaitBolt(address, DEADLINE_MS, () => undefined);
  } catch (error) {
    await release();
    throw error;
  }
  return { ...address, provider: 'container', release };
}
