// Plain JavaScript of built-ins only: bin/start.js and bin/test.js use this before anything is installed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OLDEST_JAVA = 17;

/** Lists what the local server is made of. */
export const pomFile = fileURLToPath(new URL('../../neo4j/pom.xml', import.meta.url));

/** Version of the Neo4j that those jars are. */
export function serverVersion() {
  return /<neo4j\.version>([^<]+)</.exec(readFileSync(pomFile, 'utf8'))?.[1] ?? '';
}

/** Where the server's jars of this version live below a home; complete once its file `complete` is there. */
export function artifactsFolder(home) {
  const hash = createHash('sha256').update(readFileSync(pomFile)).digest('hex').slice(0, 12);
  return join(home, 'neo4j', hash);
}

export function artifactsAreComplete(home) {
  return existsSync(join(artifactsFolder(home), 'complete'));
}

/** Path of a Java 17 or newer (`JAVA_HOME` before `PATH`), or undefined. */
export async function findJava(environment = process.env) {
  const atHome = environment.JAVA_HOME ? executable(join(environment.JAVA_HOME, 'bin'), 'java') : undefined;
  for (const java of [atHome, onPath('java', environment)]) {
    if (java !== undefined && (await javaVersion(java, environment)) >= OLDEST_JAVA) return java;
  }
  return undefined;
}

/** Path of Maven, or undefined. */
export async function findMaven(environment = process.env) {
  const maven = onPath('mvn', environment);
  return maven !== undefined && (await answers(maven, ['-B', '--version'], environment)) ? maven : undefined;
}

/** Whether a Docker daemon answers; a client alone is not enough. */
export async function dockerAnswers(environment = process.env) {
  const docker = onPath('docker', environment);
  if (docker === undefined) return false;
  return await answers(docker, ['info', '--format', '{{.ServerVersion}}'], environment);
}

/** Path of the Docker client, or undefined. */
export function findDocker(environment = process.env) {
  return onPath('docker', environment);
}

/** One line that says what is missing for a Neo4j, and the remedy; undefined where something will do. */
export async function missingForNeo4j(home, environment = process.env) {
  if (environment.NEO4J_URI?.trim()) return undefined;
  const java = await findJava(environment);
  const jars = artifactsAreComplete(home) || (await findMaven(environment)) !== undefined;
  if (java !== undefined && jars) return undefined;
  if (await dockerAnswers(environment)) return undefined;
  const missing = [
    ...(java === undefined ? [`Java ${OLDEST_JAVA} or newer was not found`] : []),
    ...(jars ? [] : ['Maven was not found']),
    'no Docker daemon answers',
    'NEO4J_URI is not set',
  ];
  return (
    `No Neo4j can be had: ${missing.join(', ')}. Install Java ${OLDEST_JAVA}+ and Maven ` +
    '(Debian: apt-get install openjdk-17-jre-headless maven), or start Docker, or set NEO4J_URI.'
  );
}

async function javaVersion(java, environment) {
  try {
    const { stderr, stdout } = await run(java, ['-version'], { env: environment, timeout: 15_000 });
    return Number(/version "(?:1\.)?(\d+)/.exec(stderr + stdout)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

async function answers(file, args, environment) {
  try {
    const { stdout } = await run(file, args, { env: environment, timeout: 15_000 });
    return stdout.trim() !== '';
  } catch {
    return false;
  }
}

function onPath(name, environment) {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    const found = executable(folder, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function executable(folder, name) {
  const path = join(folder, name);
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
}
