import { LinchpinError } from '../errors/LinchpinError.ts';
import { composeServer } from './composeServer.ts';
import { givenServer } from './givenServer.ts';
import { acquireLocalServer } from './local/localServer.ts';
import { artifactsAreComplete, dockerAnswers, findJava, findMaven, missingForNeo4j } from './machineTools.js';
import { testContainer } from './testContainer.ts';
import type { ServerConnection, ServerRequest } from './types.ts';

/**
 * Finds or starts a Neo4j and waits until it answers. In this order: the server of `NEO4J_URI`, a local one made of
 * Maven artifacts (Java 17+, and Maven unless its jars are there), a container, an error that says what is missing.
 * @throws LinchpinError MISSING_TOOL where none can be had; UNAVAILABLE or UNAUTHENTICATED where one does not answer
 */
export async function acquireServer(request: ServerRequest): Promise<ServerConnection> {
  if (request.neo4j.uri !== undefined) return givenServer(request.neo4j, request.neo4j.uri);
  if (await localIsPossible(request.home)) return acquireLocalServer(request);
  if (await dockerAnswers())
    return request.purpose === 'test' ? testContainer(request) : composeServer(request);
  const missing = await missingForNeo4j(request.home, { ...process.env, NEO4J_URI: '' });
  throw new LinchpinError('MISSING_TOOL', missing ?? 'No Neo4j can be had. Set NEO4J_URI.');
}

async function localIsPossible(home: string): Promise<boolean> {
  if ((await findJava()) === undefined) return false;
  return artifactsAreComplete(home) || (await findMaven()) !== undefined;
}
