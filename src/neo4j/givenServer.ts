import type { NeoSettings } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { awaitBolt } from './awaitBolt.ts';
import type { ServerConnection } from './types.ts';

/** A server that is started together with us gets this long to come up. */
const DEADLINE_MS = 30_000;

/**
 * The server that `NEO4J_URI` names, once it answers. It is never stopped.
 * @throws LinchpinError BAD_INPUT without a password; UNAVAILABLE, UNAUTHENTICATED as `awaitBolt`
 */
export async function givenServer(settings: NeoSettings, uri: string): Promise<ServerConnection> {
  const { username = 'neo4j', password, database = 'neo4j' } = settings;
  if (password === undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      'NEO4J_URI is set and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE) is not. Set it as well.',
    );
  await awaitBolt({ uri, username, password, database }, DEADLINE_MS, () => undefined);
  return { uri, username, password, database, provider: 'uri', release: async () => undefined };
}
