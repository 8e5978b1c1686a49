import type { Config } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';

/** Only a server that we run ourselves is backed up by us. @throws LinchpinError BAD_INPUT naming the other's own way */
export function refuseOthers({ neo4j }: Pick<Config, 'neo4j'>, command: 'backup' | 'restore'): void {
  if (neo4j.uri === undefined) return;
  const own =
    command === 'backup'
      ? 'neo4j-admin database backup (Enterprise) or, with the server stopped, database dump; on Aura a snapshot'
      : 'neo4j-admin database restore (Enterprise) or, with the server stopped, database load; on Aura a snapshot';
  throw new LinchpinError(
    'BAD_INPUT',
    `NEO4J_URI is set, and linchpin ${command} is for the local store only. That server has its own way: ${own}. Keep the folders audit and keys of LINCHPIN_HOME with it, the keys apart.`,
  );
}
