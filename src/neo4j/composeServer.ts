import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { awaitBolt } from './awaitBolt.ts';
import { joinHolders, livingHolders } from './local/holders.ts';
import { lockHome } from './local/lockHome.ts';
import { loopbackPort } from './local/loopbackPort.ts';
import { serverPassword } from './local/password.ts';
import { type ServerHome, serverHome } from './local/serverHome.ts';
import { findDocker } from './machineTools.js';
import type { ServerConnection, ServerRequest } from './types.ts';

export const CONTAINER_IMAGE = 'neo4j:5.26-community';
const DEADLINE_MS = 180_000;

/**
 * The Neo4j of `docker-compose.yml`, one project a home. Its volume stays when it is stopped, and whoever leaves
 * last stops it.
 * @throws LinchpinError UNAVAILABLE when it does not come up, with what Docker said
 */
export async function composeServer(request: ServerRequest): Promise<ServerConnection> {
  const place = serverHome(request.home);
  const password = serverPassword(place);
  const { uri, leave } = await lockHome(place, request.onProgress, async () => {
    request.onProgress?.(`starting a container of ${CONTAINER_IMAGE}`);
    const uri = (await runningAt(place)) ?? (await bringUp(place, password));
    return { uri, leave: joinHolders(place) };
  });
  await awaitBolt({ uri, username: 'neo4j', password, database: 'neo4j' }, DEADLINE_MS, () => undefined);
  const release = () =>
    lockHome(place, request.onProgress, async () => {
      leave();
      if (livingHolders(place).length === 0) await compose(place, {}, ['stop', 'neo4j']);
    });
  return { uri, username: 'neo4j', password, database: 'neo4j', provider: 'container', release };
}

async function bringUp(place: ServerHome, password: string): Promise<string> {
  const port = await loopbackPort(7687);
  const environment = { NEO4J_PASSWORD: password, NEO4J_BOLT_PORT: String(port) };
  await compose(place, environment, ['up', '--detach', '--wait', 'neo4j']);
  return `bolt://127.0.0.1:${port}`;
}

async function runningAt(place: ServerHome): Promise<string | undefined> {
  try {
    const address = await compose(place, {}, ['port', 'neo4j', '7687']);
    return /^\S+:\d+$/.test(address) ? `bolt://${address}` : undefined;
  } catch {
    return undefined;
  }
}

async function compose(
  place: ServerHome,
  environment: NodeJS.ProcessEnv,
  command: string[],
): Promise<string> {
  const project = `linchpin-${createHash('sha256').update(place.home).digest('hex').slice(0, 8)}`;
  const file = join(projectRoot, 'docker-compose.yml');
  try {
    const { stdout } = await promisify(execFile)(
      findDocker() ?? 'docker',
      ['compose', '--project-name', project, '--file', file, ...command],
      { env: { ...process.env, NEO4J_PASSWORD: 'not asked', ...environment } },
    );
    return stdout.trim();
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new LinchpinError(
      'UNAVAILABLE',
      `docker compose ${command[0]} failed (Docker Compose 2 is needed): ${said}`,
      { cause },
    );
  }
}
