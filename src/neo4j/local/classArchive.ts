import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Progress } from './lockHome.ts';
import type { ServerHome } from './serverHome.ts';
import { timed } from './timed.ts';

const PATIENCE_MS = 60_000;

/**
 * Arguments of `java` for an archive of the classes a server loads, which saves two thirds of its start: either to
 * read it, or to be able to write it. The JVM itself passes over an archive that does not fit it.
 * Source: JEP 350 and `java` manual, "dynamic CDS archive"; of a server's start 9 of 14 s were measured to go there.
 */
export function archiveArguments(place: ServerHome, java: string): readonly string[] {
  const archive = archiveOf(place, java);
  // The two flags exclude each other; a JVM of another make knows neither.
  return [
    '-XX:+IgnoreUnrecognizedVMOptions',
    existsSync(archive) ? `-XX:SharedArchiveFile=${archive}` : '-XX:+RecordDynamicDumpInfo',
  ];
}

/**
 * Writes the archive from the running server, where there is none yet: some 6 s in which it answers nobody, so before
 * anybody uses it. It is only a gain of time: failing is no error.
 */
export async function writeArchive(
  place: ServerHome,
  java: string,
  pid: number,
  onProgress: Progress,
): Promise<void> {
  const archive = archiveOf(place, java);
  const jcmd = join(dirname(realpathSync(java)), 'jcmd');
  if (existsSync(archive) || !isExecutable(jcmd)) return;
  const partial = `${archive}.${pid}`;
  try {
    const step = {
      begins: 'keeping its classes for later starts',
      done: 'kept its classes for later starts',
    };
    await timed(onProgress, step, () =>
      promisify(execFile)(jcmd, [String(pid), 'VM.cds', 'dynamic_dump', partial], { timeout: PATIENCE_MS }),
    );
    renameSync(partial, archive);
  } catch {
    rmSync(partial, { force: true });
  }
}

/** Beside the jars it was made from, named after the JVM it was made by. */
function archiveOf(place: ServerHome, java: string): string {
  const program = realpathSync(java);
  const { mtimeMs, size } = statSync(program);
  const jvm = createHash('sha256').update(`${program} ${mtimeMs} ${size}`).digest('hex').slice(0, 12);
  return join(realpathSync(place.artifacts), `classes-${jvm}.jsa`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
