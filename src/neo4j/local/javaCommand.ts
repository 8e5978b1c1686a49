import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerMemory } from './memory.ts';
import type { ServerHome } from './serverHome.ts';

/** As the server's own start script sets them; without the `--add-opens` it does not start. */
const FLAGS = [
  '-XX:+UseG1GC',
  '-XX:-OmitStackTraceInFastThrow',
  '-XX:+DisableExplicitGC',
  '-Djdk.nio.maxCachedBufferSize=1024',
  '-Dio.netty.tryReflectionSetAccessible=true',
  '-Djdk.tls.ephemeralDHKeySize=2048',
  '-Djdk.tls.rejectClientInitiatedRenegotiation=true',
  '--add-opens=java.base/java.nio=ALL-UNNAMED',
  '--add-opens=java.base/java.io=ALL-UNNAMED',
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  '--enable-native-access=ALL-UNNAMED',
  '-Dlog4j2.disable.jmx=true',
  '-Dfile.encoding=UTF-8',
];

/**
 * Arguments of `java` that run the server in the foreground; without `--console-mode` it closes its output.
 * @param archive as `archiveArguments` says
 */
export function serverArguments(
  place: ServerHome,
  memory: ServerMemory,
  archive: readonly string[],
): readonly string[] {
  const { server } = place;
  // An archive of classes holds good for one class path: homes that share their jars by a link share it.
  const artifacts = realpathSync(place.artifacts);
  const conf = join(server, 'conf');
  return [
    ...['-cp', `${artifacts}/plugins/*:${artifacts}/lib/*`],
    `-Xmx${memory.heap}`,
    ...FLAGS,
    ...archive,
    'org.neo4j.server.CommunityEntryPoint',
    ...[`--home-dir=${server}`, `--config-dir=${conf}`, '--console-mode'],
  ];
}

/** Arguments of `java` that run the admin tool; it reads its place from the environment as well. */
export function adminArguments(
  place: ServerHome,
  command: readonly string[],
  heap = '256m',
): readonly string[] {
  const base = ['-cp', `${place.artifacts}/lib/*`, `-Xmx${heap}`, ...FLAGS, `-Dbasedir=${place.server}`];
  return [...base, 'org.neo4j.cli.AdminTool', ...command];
}

export function adminEnvironment(place: ServerHome): NodeJS.ProcessEnv {
  return { ...process.env, NEO4J_HOME: place.server, NEO4J_CONF: join(place.server, 'conf') };
}
